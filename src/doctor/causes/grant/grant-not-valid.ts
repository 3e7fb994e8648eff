import type { Cause } from '../../cause.ts';

export const grantNotValid: Cause = {
  id: 'grant-not-valid',
  title: {
    en: "AADSTS70000: the provided value for 'code', 'refresh_token' or 'assertion' is not valid",
    ja: 'AADSTS70000: code、refresh_token または assertion の値が正しくない',
  },
  what: {
    en: 'What was sent as a code or refresh token is none that the server knows.',
    ja: '認可コードまたは更新トークンとして送られた値を、サーバーが認識できません。',
  },
  why: {
    en: 'It was cut or changed in storage, it belongs to another client, or something else was sent in its place. Once it was an incident of the service: the same request succeeded when it was repeated.',
    ja: '保存時に切れたり変わったりした、別のクライアントのものである、別の値を送っている、のいずれかです。サービス側の障害で、再試行すると成功した例もあります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      says: [
        "'refresh_token' or 'assertion' is not valid",
        'value for the input parameter ... is not valid',
        "value for the 'code' parameter is not valid",
      ],
      saysNot: ['different client', 'code has expired'],
      weight: 92,
    },
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      saysNot: ['unauthorized or expired', 'grant is expired', 'must sign in again', 'different client'],
      weight: 46,
    },
    {
      on: 'oauth-error',
      says: [
        "input parameter 'refresh_token' or 'assertion' is not valid",
        'input parameter refresh_token is not valid',
      ],
      weight: 82,
    },
  ],
  conditions: [
    {
      when: { timing: 'now-and-then' },
      add: 10,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again if it stays so.',
          ja: '繰り返し失敗する場合は、もう一度サインインしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Repeat the request once before you give the grant up.',
          ja: '諦める前に 1 回だけ再試行します。',
        },
        {
          en: 'Compare length and hash of the token before it is stored and after it is read: refresh tokens may be longer than 1,000 characters.',
          ja: '更新トークンは 1,000 文字を超えることがあります。保存前と読み出し後で、長さとハッシュを比べてください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['refresh-token-damaged', 'personal-grant-expired', 'personal-scope-not-consented'],
};
