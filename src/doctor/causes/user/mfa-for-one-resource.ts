import type { Cause } from '../../cause.ts';

export const mfaForOneResource: Cause = {
  id: 'mfa-for-one-resource',
  title: {
    en: 'AADSTS50076 or AADSTS50079 naming 00000002-0000-0ff1-ce00-000000000000: a second factor is demanded for Exchange only',
    ja: 'AADSTS50076・AADSTS50079（00000002-0000-0ff1-ce00-000000000000）: Exchange だけで多要素認証が必要',
  },
  what: {
    en: 'The token for one resource (here Exchange Online) is refused until the user gives a second factor; Graph may go on to work.',
    ja: '特定のリソース（Exchange Online）のトークンだけ、多要素認証が済むまで拒否されます。Graph は使えることがあります。',
  },
  why: {
    en: 'Conditional Access sets its demands for each resource. The text names the resource by its id.',
    ja: '条件付きアクセスの要件はリソースごとに設定されます。文面にはリソースの ID が示されます。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: [50072, 50074, 50076, 50078, 50079] },
      says: ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
      weight: 96,
    },
    { on: 'oauth-error', where: { numbers: [50076, 50079] }, weight: 45 },
  ],
  conditions: [
    {
      when: { flow: 'password' },
      add: -40,
      because: { en: 'the password flow was used', ja: 'パスワード フローを使っている' },
    },
    {
      when: { 'other-resource': 'works' },
      add: 45,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
    {
      when: { 'other-resource': 'fails' },
      add: -30,
      because: { en: 'no resource works', ja: 'どのリソースも使えない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and answer the second factor.',
          ja: 'もう一度サインインし、多要素認証に応答してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the scopes of that resource, and pass the `claims` of the answer through. A sign-in for Graph does not help.',
          ja: 'そのリソースのスコープを付けて /authorize へ誘導し、応答の `claims` をそのまま渡します。Graph 用のサインインでは解決しません。',
        },
      ],
      code: 'GET https://login.microsoftonline.com/<tenant>/oauth2/v2.0/authorize?client_id=<client id>&response_type=code&redirect_uri=<redirect URI>&claims=<claims, URL-encoded>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send%20offline_access',
    },
    administrator: {
      steps: [
        {
          en: 'See which policy asked: Microsoft Entra admin center > Identity > Monitoring & health > Sign-in logs, by the correlation id.',
          ja: 'どのポリシーかは、Microsoft Entra 管理センターの［ID］>［監視と正常性］>［サインイン ログ］で相関 ID から確認できます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['mfa-required', 'mfa-not-enrolled'],
};
