import type { Cause } from '../../cause.ts';

export const googleSendingLimit: Cause = {
  id: 'google-sending-limit',
  title: {
    en: 'Gmail "550-5.4.5 Daily user sending limit exceeded": too much was sent in a day',
    ja: 'Gmail の「550-5.4.5 Daily user sending limit exceeded」: 1 日の送信数の上限',
  },
  what: {
    en: 'The account has sent as much as Google allows in 24 hours.',
    ja: 'アカウントの 24 時間あたりの送信数が Google の上限に達しました。',
  },
  why: {
    en: 'Gmail allows 500 recipients a day, Google Workspace 2,000; over SMTP and API together.',
    ja: 'Gmail は 1 日 500 宛先、Google Workspace は 2,000 宛先までです（SMTP と API の合計）。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'daily user sending',
        'daily sending quota',
        'user sending limit exceeded',
        'smtp relay sending limit',
      ],
      weight: 95,
    },
    { on: 'reply', where: { enhanced: '5.4.5' }, weight: 70 },
    { on: 'dsn', says: ['daily user sending', 'user sending limit exceeded'], weight: 94 },
  ],
  remedies: {
    user: { steps: [{ en: 'Wait up to 24 hours.', ja: '最長 24 時間待ってください。' }] },
    developer: {
      steps: [
        {
          en: 'Count recipients, send more slowly, and use a service for bulk mail where there are many.',
          ja: '宛先を数えて送信の間隔を空けます。多数に送る場合は一括送信サービスを使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Google, "Gmail sending limits in Google Workspace"'],
  related: ['google-bandwidth-limit'],
};
