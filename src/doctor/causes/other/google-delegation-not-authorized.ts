import type { Cause } from '../../cause.ts';

export const googleDelegationNotAuthorized: Cause = {
  id: 'google-delegation-not-authorized',
  title: {
    en: 'Google service account "unauthorized_client: Client is unauthorized to retrieve access tokens using this method"',
    ja: 'Google サービス アカウントの「unauthorized_client: Client is unauthorized to retrieve access tokens using this method」',
  },
  what: {
    en: 'A service account asked for a token of a person, and domain-wide delegation does not allow it.',
    ja: 'サービス アカウントが利用者のトークンを要求しましたが、ドメイン全体の委任で許可されていません。',
  },
  why: {
    en: 'The client id is not entered in the Admin console, or not with exactly these scopes.',
    ja: '管理コンソールにクライアント ID が登録されていないか、登録されたスコープが完全には一致していません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        'unauthorized to retrieve access tokens using this method',
        'client not authorized for any of the scopes requested',
      ],
      weight: 94,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Set `sub` of the assertion to the person's address and ask for the same scope that the administrator entered.",
          ja: 'アサーションの `sub` に利用者のアドレスを設定し、管理者が登録したものと同じスコープを要求します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Google Admin console > Security > API controls > Domain-wide delegation: add the numeric client id with `https://mail.google.com/`.',
          ja: 'Google 管理コンソール >［セキュリティ］>［API の制御］>［ドメイン全体の委任］に、数字のクライアント ID と `https://mail.google.com/` を追加します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Using OAuth 2.0 for server to server applications"'],
  related: ['google-blocked-by-administrator'],
};
