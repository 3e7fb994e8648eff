import type { Cause } from '../../cause.ts';

export const libraryAddsTheseScopes: Cause = {
  id: 'library-adds-these-scopes',
  title: {
    en: '"You cannot use any scope value that is reserved": MSAL adds offline_access, openid and profile by itself',
    ja: '「You cannot use any scope value that is reserved」: offline_access、openid、profile は MSAL が自動で付ける',
  },
  what: {
    en: 'MSAL for Python was given a scope that it keeps for itself. It has not asked a server.',
    ja: 'MSAL for Python が自分で付けるスコープを渡されました。サーバーには問い合わせていません。',
  },
  why: {
    en: 'The library asks for these three with every sign-in, and takes them from nobody else.',
    ja: 'この 3 つはライブラリが毎回自動で要求するため、指定するとエラーになります。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'RESERVED-SCOPE' }, weight: 90 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Leave the three out. A refresh token comes all the same, and stays in the cache of the library.',
          ja: '3 つを外してください。更新トークンはそれでも発行され、ライブラリのキャッシュに入ります。',
        },
      ],
      code: "app.acquire_token_interactive(['https://outlook.office.com/IMAP.AccessAsUser.All'])",
    },
  },
  certainty: 'reported',
  sources: ['Microsoft Authentication Library for Python (source)'],
  related: ['no-refresh-token', 'scope-not-valid'],
};
