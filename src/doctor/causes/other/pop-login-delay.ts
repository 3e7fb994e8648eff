import type { Cause } from '../../cause.ts';

export const popLoginDelay: Cause = {
  id: 'pop-login-delay',
  title: {
    en: '"-ERR [LOGIN-DELAY]": signing in to POP too often',
    ja: '「-ERR [LOGIN-DELAY]」: POP へのサインインの間隔が短すぎる',
  },
  what: {
    en: 'The server wants some time between two sessions of the same mailbox.',
    ja: 'サーバーが、同じメールボックスのセッションの間隔を空けるよう求めています。',
  },
  why: {
    en: 'It tells the minimum in CAPA (LOGIN-DELAY).',
    ja: '最小間隔は CAPA の LOGIN-DELAY で示されます。',
  },
  symptoms: [{ on: 'reply', where: { responseCode: 'LOGIN-DELAY' }, weight: 92 }],
  remedies: {
    user: {
      steps: [
        { en: 'Set the program to look for mail less often.', ja: 'メールの確認間隔を長くしてください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Read LOGIN-DELAY out of CAPA and keep to it.',
          ja: 'CAPA の LOGIN-DELAY を読み取り、それに従います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 2449, section 6.5'],
  related: ['mailbox-in-use'],
};
