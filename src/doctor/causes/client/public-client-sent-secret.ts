import type { Cause } from '../../cause.ts';

export const publicClientSentSecret: Cause = {
  id: 'public-client-sent-secret',
  title: {
    en: "AADSTS700025: client is public so neither 'client_assertion' nor 'client_secret' should be presented",
    ja: 'AADSTS700025: パブリック クライアントなので client_secret は送れない',
  },
  what: {
    en: 'A secret was sent for a redirect URI that is registered as Mobile and desktop (or for an app without Web platform).',
    ja: '「モバイルとデスクトップ」で登録されたリダイレクト URI に対して、シークレットが送られました。',
  },
  why: {
    en: 'A public client cannot keep a secret, and so none is taken from it.',
    ja: 'パブリック クライアントはシークレットを守れないため、受け付けられません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 700025 }, weight: 95 },
    {
      on: 'oauth-error',
      says: ['client is public so neither', 'public clients can t send a client secret'],
      weight: 94,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Leave client_secret away and use PKCE; or, on a server, register the redirect URI as Web.',
          ja: 'client_secret を送らずに PKCE を使います。サーバーの場合は、リダイレクト URI を「Web」に登録します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
  ],
  related: ['web-redirect-without-secret'],
};
