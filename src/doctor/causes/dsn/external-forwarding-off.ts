import type { Cause } from '../../cause.ts';

export const externalForwardingOff: Cause = {
  id: 'external-forwarding-off',
  title: {
    en: '"550 5.7.520 Access denied, Your organization does not allow external forwarding"',
    ja: '「550 5.7.520 Your organization does not allow external forwarding」: 外部への自動転送が許可されていない',
  },
  what: {
    en: 'A rule or the mailbox forwards to an address outside, and the organization forbids it.',
    ja: 'ルールまたはメールボックスの設定による外部への自動転送が、組織のポリシーで禁止されています。',
  },
  why: {
    en: 'The outbound spam policy has automatic forwarding off, which is the default.',
    ja: '送信スパム フィルター ポリシーの自動転送は既定でオフです。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.7.520' }, weight: 94 },
    { on: 'dsn', where: { status: '5.7.520' }, weight: 94 },
    { on: 'reply', says: ['does not allow external forwarding'], weight: 95 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Read the mailbox with a program instead of forwarding it.',
          ja: '転送する代わりに、プログラムでメールボックスを読み取ってください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Allow it for those who need it in an outbound spam policy of their own.',
          ja: '必要なユーザーにだけ、専用の送信スパム フィルター ポリシーで許可します。',
        },
      ],
      code: "Get-HostedOutboundSpamFilterPolicy | Format-Table Name,AutoForwardingMode\nNew-HostedOutboundSpamFilterPolicy -Name 'Forwarding allowed' -AutoForwardingMode On\nNew-HostedOutboundSpamFilterRule -Name 'Forwarding allowed' -HostedOutboundSpamFilterPolicy 'Forwarding allowed' -From <address>",
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Control automatic external email forwarding"'],
  related: ['recipient-refuses-sender'],
};
