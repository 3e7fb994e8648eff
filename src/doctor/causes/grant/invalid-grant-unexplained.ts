import type { Cause } from '../../cause.ts';

export const invalidGrantUnexplained: Cause = {
  id: 'invalid-grant-unexplained',
  title: {
    en: 'invalid_grant without a known AADSTS number: the code or refresh token was refused',
    ja: '既知の AADSTS 番号のない invalid_grant: 認可コードまたは更新トークンが拒否された',
  },
  what: {
    en: 'The server refused the code or refresh token and did not say why.',
    ja: 'サーバーは認可コードまたは更新トークンを拒否しましたが、理由を示していません。',
  },
  why: {
    en: 'It may have expired, have been revoked or used, belong to another client or redirect URI, or lack a consent. The whole answer of the server, with its number, tells which.',
    ja: '期限切れ、取り消し、使用済み、別のクライアントやリダイレクト URI のもの、同意の不足などが考えられます。番号を含む応答全体があれば特定できます。',
  },
  symptoms: [{ on: 'oauth-error', where: { error: 'invalid_grant' }, weight: 30 }],
  conditions: [
    {
      when: { 'error.number': 'yes' },
      add: -25,
      because: { en: 'there is a number, which says more', ja: 'より詳しい番号がある' },
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }] },
    developer: {
      steps: [
        {
          en: 'Log error_description, error_codes, suberror and correlation_id, and paste them here. Never log the tokens.',
          ja: 'error_description、error_codes、suberror、correlation_id をログに残し、ここに貼り付けてください。トークン自体は記録しないでください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 6749'],
  related: ['grant-revoked', 'grant-expired-unused', 'code-redeemed-twice'],
};
