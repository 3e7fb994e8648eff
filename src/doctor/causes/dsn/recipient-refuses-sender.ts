import type { Cause } from '../../cause.ts';

export const recipientRefusesSender: Cause = {
  id: 'recipient-refuses-sender',
  title: {
    en: '"5.7.1" in a bounce: the recipient\'s side does not allow this message',
    ja: '配信不能通知の「5.7.1」: 受信側がこの送信者・メッセージを許可していない',
  },
  what: {
    en: "The recipient's server or group refused the message by a rule.",
    ja: '受信側のサーバーまたはグループの規則により拒否されました。',
  },
  why: {
    en: 'Only members may write to the group, or a filter took it for unwanted.',
    ja: 'グループに投稿できるのがメンバーだけである、またはフィルターが不要なメールと判定した、などの場合です。',
  },
  symptoms: [
    {
      on: 'reply',
      where: {
        enhanced: [
          '5.7.510',
          '5.0.350',
          '5.7.350',
          '5.7.193',
          '5.7.190',
          '5.7.367',
          '5.7.368',
          '5.7.504',
          '5.7.505',
          '5.7.507',
          '5.7.513',
          '5.7.514',
        ],
      },
      weight: 82,
    },

    {
      on: 'dsn',
      where: {
        status: [
          '5.7.1',
          '5.7.0',
          '5.0.350',
          '5.7.350',
          '5.7.135',
          '5.7.367',
          '5.7.368',
          '5.7.505',
          '5.7.507',
          '5.7.513',
          '5.7.133',
          '5.7.134',
          '5.7.136',
          '5.7.12',
        ],
      },
      weight: 75,
    },
    { on: 'reply', says: ['mail flow rule', 'etr'], weight: 84 },
    { on: 'dsn', says: ['mail flow rule', 'etr'], weight: 84 },
    { on: 'reply', where: { enhanced: ['5.7.1'], protocol: ['smtp', 'unknown'], status: 'no' }, weight: 55 },
    {
      on: 'reply',
      where: {
        enhanced: ['5.7.133', '5.7.134', '5.7.135', '5.7.136', '5.7.12', '5.7.124', '5.7.129'],
        protocol: ['smtp', 'unknown'],
      },
      weight: 82,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask the recipient to allow your address.',
          ja: '宛先に、自分のアドレスを許可するよう依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'For an own group or mailbox: who may send to it?',
          ja: '自社のグループやメールボックスでは、送信を許可された相手を確認します。',
        },
      ],
      code: 'Get-DistributionGroup -Identity <group> | Format-List RequireSenderAuthenticationEnabled,AcceptMessagesOnlyFromSendersOrMembers',
    },
  },
  certainty: 'documented',
  sources: [
    'RFC 3463, section 3.8',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['relay-not-allowed', 'sender-authentication-failed'],
};
