import type { Cause } from '../../cause.ts';

export const proxyRefuses: Cause = {
  id: 'proxy-refuses',
  title: {
    en: '"407 Proxy Authentication Required" or "tunneling socket could not be established": the proxy does not let it pass',
    ja: '「407 Proxy Authentication Required」「tunneling socket could not be established」: プロキシが通信を拒否している',
  },
  what: { en: "The company's proxy stands in the way.", ja: '組織のプロキシが通信を止めています。' },
  why: {
    en: 'The proxy wants a sign-in of its own, or allows CONNECT to port 443 only, so that mail ports never pass.',
    ja: 'プロキシが独自の認証を要求しているか、CONNECT を 443 にしか許可していないため、メールのポートが通りません。',
  },
  symptoms: [{ on: 'network', where: { problem: 'proxy' }, weight: 84 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Set the proxy where the library reads it, with its user; use Graph where only 443 passes.',
          ja: 'ライブラリが読む場所にプロキシとその認証情報を設定します。443 しか通らない環境では Graph を使います。',
        },
      ],
      code: 'HTTPS_PROXY=http://proxy.example.com:8080',
    },
    administrator: {
      steps: [
        {
          en: 'Allow outlook.office365.com:993, smtp.office365.com:587, login.microsoftonline.com:443 and graph.microsoft.com:443.',
          ja: 'outlook.office365.com:993、smtp.office365.com:587、login.microsoftonline.com:443、graph.microsoft.com:443 を許可してください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 9110, sections 9.3.6 and 15.5.8'],
  related: ['connection-times-out', 'tls-is-intercepted'],
};
