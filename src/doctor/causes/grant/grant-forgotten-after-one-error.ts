import type { Cause } from '../../cause.ts';

export const grantForgottenAfterOneError: Cause = {
  id: 'grant-forgotten-after-one-error',
  title: {
    en: 'The account is gone after one invalid_grant: the program deleted its refresh token too early',
    ja: 'invalid_grant が 1 回出ただけでアカウントが消える（更新トークンの削除が早すぎる）',
  },
  what: {
    en: 'The program deleted what it had stored when one token request failed, and now asks for a new sign-in.',
    ja: 'トークンの要求が 1 回失敗しただけで、プログラムが保存していた情報を削除し、再サインインを求めています。',
  },
  why: {
    en: 'invalid_grant is also said for one resource alone (consent or a second factor is missing there), and by a service in trouble. The refresh token may still work for another resource.',
    ja: 'invalid_grant は、特定のリソースだけで同意や多要素認証が足りない場合や、サービスの不調でも返されます。更新トークンは別のリソースではまだ使えるかもしれません。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'forgotten-after-one-error' }, weight: 85 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Keep the refresh token, mark the account as "needs to sign in", and replace the token when a sign-in has succeeded.',
          ja: '更新トークンは残し、アカウントを「再サインインが必要」と記録して、サインインに成功してから置き換えます。',
        },
        {
          en: 'Repeat a request once where the answer says nothing of consent, policy or revocation.',
          ja: '同意、ポリシー、取り消しに触れていない応答なら、1 回だけ再試行します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft Authentication Library (source)', 'public reports'],
  related: ['invalid-grant-unexplained'],
};
