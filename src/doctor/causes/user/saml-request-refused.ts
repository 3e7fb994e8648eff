import type { Cause } from '../../cause.ts';

export const samlRequestRefused: Cause = {
  id: 'saml-request-refused',
  title: {
    en: 'AADSTS75005, AADSTS750054, AADSTS50146, AADSTS76021: SAML single sign-on is set up wrongly',
    ja: 'AADSTS75005・AADSTS750054・AADSTS50146・AADSTS76021: SAML シングル サインオンの設定が違う',
  },
  what: {
    en: 'A sign-in by SAML was refused. Mail programs and tokens for mail do not use SAML.',
    ja: 'SAML によるサインインが拒否されました。メールのトークンとは別の仕組みです。',
  },
  why: {
    en: 'The SAML request, its signature, the signing key or the claims of the enterprise application are not as the other side expects.',
    ja: 'SAML 要求、署名、署名キー、またはエンタープライズ アプリケーションのクレームが相手の期待と一致していません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          50003, 50007, 50010, 50120, 50124, 50146, 75003, 75005, 75008, 75011, 75016, 75024, 76021, 76026,
          90020, 500031, 500089, 501241, 501461, 501621, 750054, 900236, 5000819, 7500514, 7500529,
        ],
      },
      weight: 86,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Tell the administrator the number and the name of the app.',
          ja: '番号とアプリの名前を管理者に伝えてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Enterprise applications > the app > Single sign-on: compare identifier, reply URL, claims and certificate with what its maker wants.',
          ja: '［エンタープライズ アプリケーション］> アプリ >［シングル サインオン］で、識別子、応答 URL、クレーム、証明書を提供元の資料と比べてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['identity-provider-refused'],
};
