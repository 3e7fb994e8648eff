import type { Cause } from '../../cause.ts';

export const spaNeedsPkce: Cause = {
  id: 'spa-needs-pkce',
  title: {
    en: 'AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption',
    ja: 'AADSTS9002325: オリジン間のコードの引き換えには PKCE が必要',
  },
  what: {
    en: 'A single-page application redeemed a code without PKCE.',
    ja: 'シングルページ アプリケーションが、PKCE なしでコードを引き換えようとしました。',
  },
  why: {
    en: 'For redirect URIs of the platform "Single-page application" PKCE is compulsory.',
    ja: '「シングルページ アプリケーション」のリダイレクト URI では PKCE が必須です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002325 }, weight: 95 },
    { on: 'oauth-error', says: ['Proof Key for Code Exchange is required'], weight: 86 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send code_challenge (S256) to /authorize and code_verifier to /token; on a server, register the redirect URI as Web instead.',
          ja: '/authorize に code_challenge（S256）、/token に code_verifier を送ります。サーバーの場合は、代わりにリダイレクト URI を「Web」に登録します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'public reports',
  ],
  related: ['spa-code-redeemed-by-server', 'origin-header-from-non-spa'],
};
