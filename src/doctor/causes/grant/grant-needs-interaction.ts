import type { Cause } from '../../cause.ts';

export const grantNeedsInteraction: Cause = {
  id: 'grant-needs-interaction',
  title: {
    en: 'AADSTS700020 / interaction_required: the user has to sign in again in a browser',
    ja: 'AADSTS700020・interaction_required: ブラウザーでの再サインインが必要',
  },
  what: {
    en: 'The server will not give a token without the user.',
    ja: 'ユーザーが操作しない限り、サーバーはトークンを発行しません。',
  },
  why: {
    en: 'A policy, a new factor or a missing consent asks for a page that only a person can fill in. The number, where there is one, says which.',
    ja: 'ポリシー、追加の認証、同意の不足などにより、本人が操作する画面が必要です。番号があれば、どれかが分かります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 700020 }, weight: 92 },
    {
      on: 'oauth-error',
      where: { error: 'interaction_required', server: ['microsoft', 'unknown'] },
      weight: 45,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }] },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the scopes of the resource that refused, and pass the `claims` of the answer through unchanged.',
          ja: '拒否されたリソースのスコープを付けて /authorize へ誘導し、応答にあった `claims` をそのまま渡します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft Authentication Library (source)',
  ],
  related: ['mfa-required', 'consent-missing'],
};
