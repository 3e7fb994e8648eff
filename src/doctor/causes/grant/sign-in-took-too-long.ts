import type { Cause } from '../../cause.ts';

export const signInTookTooLong: Cause = {
  id: 'sign-in-took-too-long',
  title: {
    en: 'AADSTS50089: the sign-in took too long (the flow token has expired)',
    ja: 'AADSTS50089: サインインに時間がかかりすぎた（フロー トークンの期限切れ）',
  },
  what: { en: 'The sign-in page was open too long.', ja: 'サインイン画面を開いたまま時間が経ちすぎました。' },
  why: {
    en: "The page's own token ends after a while. Nothing is wrong with the account or the app.",
    ja: '画面自体のトークンには期限があります。アカウントにもアプリにも問題はありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50089 }, weight: 92 },
    { on: 'oauth-error', says: ['flow token expired', 'flow token has expired'], weight: 76 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Start the sign-in again, and finish it without a long pause.',
          ja: 'サインインを最初からやり直し、途中で長く止めないでください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['sign-in-interrupted'],
};
