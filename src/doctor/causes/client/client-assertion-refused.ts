import type { Cause } from '../../cause.ts';

export const clientAssertionRefused: Cause = {
  id: 'client-assertion-refused',
  title: {
    en: 'AADSTS700027: the client assertion failed signature validation (certificate)',
    ja: 'AADSTS700027: クライアント アサーションの署名を検証できない（証明書）',
  },
  what: {
    en: 'The app signed with a certificate that the registration does not have, or signed wrongly.',
    ja: '登録にない証明書で署名しているか、署名の方法が誤っています。',
  },
  why: {
    en: 'The thumbprint in the header (x5t#S256 or x5t) must be that of a registered certificate, the key must be its key, `aud` the exact token endpoint of the tenant, `iss` and `sub` the client id.',
    ja: 'ヘッダーの拇印（x5t#S256 または x5t）は登録済みの証明書のもの、署名はその秘密鍵、`aud` はテナントのトークン エンドポイントそのもの、`iss` と `sub` はクライアント ID である必要があります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          50006, 50017, 50027, 50032, 50048, 70021, 500131, 700211, 700212, 700213, 700222, 700229, 900384,
        ],
      },
      weight: 82,
    },

    {
      on: 'oauth-error',
      where: { numbers: [700027, 50012, 700030, 50013] },
      saysNot: ['client secret'],
      weight: 90,
    },
    {
      on: 'oauth-error',
      says: [
        'client assertion failed signature validation',
        'client assertion contains an invalid signature',
      ],
      weight: 74,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Compare the thumbprint with App registrations > the app > Certificates & secrets > Certificates; build the assertion anew for each request with a fresh `jti`.',
          ja: '［アプリの登録］> アプリ >［証明書とシークレット］>［証明書］の拇印と比べます。アサーションは要求ごとに新しい `jti` で作成します。',
        },
      ],
      code: `{"alg":"PS256","typ":"JWT","x5t#S256":"<base64url of the SHA-256 thumbprint>"}
{"aud":"https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token","iss":"<client id>","sub":"<client id>","jti":"<GUID>","nbf":<now>,"exp":<now + 600>}`,
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "Certificate credentials"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['client-assertion-out-of-time'],
};
