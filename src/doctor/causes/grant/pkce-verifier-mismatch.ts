import type { Cause } from '../../cause.ts';

export const pkceVerifierMismatch: Cause = {
  id: 'pkce-verifier-mismatch',
  title: {
    en: 'AADSTS501481: the code_verifier does not match the code_challenge',
    ja: 'AADSTS501481: code_verifier が code_challenge と一致しない',
  },
  what: {
    en: 'The PKCE verifier sent to /token is not the one whose challenge went to /authorize, or none was sent.',
    ja: '/token に送った PKCE の code_verifier が、/authorize に送った code_challenge と対応していないか、送られていません。',
  },
  why: {
    en: 'Two tabs or attempts share one stored verifier and the later overwrites the earlier; or the challenge was computed otherwise (hex instead of base64url, padding left on, S256 named and plain sent).',
    ja: '複数のタブや試行が 1 つの保存先を共有し、後のものが前のものを上書きしています。または、16 進数にした、パディングを残した、S256 と宣言して plain を送ったなど、計算方法が違います。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [501481, 50148] }, weight: 94 },
    {
      on: 'oauth-error',
      says: ['code_verifier does not match the code_challenge', 'code verifier does not match'],
      weight: 86,
    },
  ],
  conditions: [
    {
      when: { timing: 'now-and-then' },
      add: 4,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Close the other sign-in tabs and sign in again.',
          ja: 'ほかのサインイン用タブを閉じて、もう一度サインインしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Make one verifier for each attempt and keep it under the `state` of that attempt.',
          ja: 'code_verifier は試行ごとに作り、その `state` と組にして保存します。',
        },
        {
          en: 'code_challenge is BASE64URL(SHA256(ASCII(code_verifier))) without padding, with code_challenge_method=S256.',
          ja: 'code_challenge は BASE64URL(SHA256(ASCII(code_verifier)))（パディングなし）とし、code_challenge_method=S256 を付けます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'RFC 7636',
    'public reports',
  ],
  related: ['pkce-malformed'],
};
