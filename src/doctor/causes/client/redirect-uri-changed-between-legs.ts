import type { Cause } from '../../cause.ts';

export const redirectUriChangedBetweenLegs: Cause = {
  id: 'redirect-uri-changed-between-legs',
  title: {
    en: 'AADSTS500112, AADSTS700009: the reply address does not match the reply address provided when requesting the authorization code',
    ja: 'AADSTS500112・AADSTS700009: /token のリダイレクト URI が /authorize のものと一致しない',
  },
  what: {
    en: 'The redirect_uri sent to /token is missing, or is not the one that was sent to /authorize.',
    ja: '/token に redirect_uri がないか、/authorize に送ったものと異なります。',
  },
  why: {
    en: 'Behind a proxy the program took http, an inner host or another port for its own address; or the two are built in two places.',
    ja: 'プロキシの内側で http や内部のホスト名、別のポートを自分のアドレスとみなしているか、2 か所で別々に組み立てています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [500112, 700009] }, weight: 94 },
    {
      on: 'oauth-error',
      says: [
        'does not match the reply address',
        'reply address ... provided when requesting Authorization code',
        'reply address must be provided when presenting an authorization code',
      ],
      weight: 86,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Take the redirect URI of both legs from one setting, not from the incoming request.',
          ja: '両方のリダイレクト URI を、受信した要求からではなく 1 つの設定値から取得します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['redirect-uri-not-registered'],
};
