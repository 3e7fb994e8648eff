import type { Cause } from '../../cause.ts';

export const microsoftHasAnOutage: Cause = {
  id: 'microsoft-has-an-outage',
  title: {
    en: 'Microsoft 365 or Outlook.com is down: an incident that Microsoft has announced',
    ja: 'Microsoft 365・Outlook.com の障害: Microsoft が公表しているインシデント',
  },
  what: {
    en: 'The service itself is disturbed. Programs that nobody has changed fail all at once, and will work again without a change.',
    ja: 'サービス自体に障害が発生しています。何も変更していないプログラムが一斉に失敗し、変更しなくても復旧します。',
  },
  why: {
    en: 'During an incident, sign-in and mail servers answer with refusals that elsewhere mean a wrong token, password or permission.',
    ja: '障害の間は、通常ならトークン、パスワード、アクセス許可の誤りを意味する応答が返ることもあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'outage' }, weight: 72 },
    { on: 'told', where: { fact: 'noticed', value: 'recovered' }, weight: 50 },
  ],
  conditions: [
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'See https://status.cloud.microsoft, and change nothing in the account meanwhile.',
          ja: 'https://status.cloud.microsoft を確認し、それまでアカウントの設定は変更しないでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Repeat with growing pauses, keep the refresh token, and ask nobody to sign in again because of one refusal.',
          ja: '間隔を広げながら再試行し、更新トークンは残します。一度の拒否だけで再サインインを求めないでください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft 365 admin center > Health > Service health tells which incident it is (EX... for Exchange Online, MO... for Microsoft 365) and when it ended.',
          ja: 'Microsoft 365 管理センター >［正常性］>［サービス正常性］で、該当するインシデント（Exchange Online は EX…、Microsoft 365 全体は MO…）と終了時刻を確認できます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'Microsoft, "How to check Microsoft 365 service health"'],
  related: ['entra-unavailable', 'imap-server-unavailable', 'graph-unavailable'],
};
