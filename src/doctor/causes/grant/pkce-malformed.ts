import type { Cause } from '../../cause.ts';

export const pkceMalformed: Cause = {
  id: 'pkce-malformed',
  title: {
    en: 'AADSTS50147, AADSTS501491, AADSTS50149: the PKCE code_challenge is invalid',
    ja: 'AADSTS50147・AADSTS501491・AADSTS50149: PKCE の code_challenge が正しくない',
  },
  what: {
    en: 'A PKCE value has a wrong size or wrong characters, or its method is not known.',
    ja: 'PKCE の値の長さや文字が規則に合わないか、方式が不明です。',
  },
  why: {
    en: 'A verifier has 43 to 128 characters of A-Z a-z 0-9 - . _ ~; the challenge of S256 has 43. The method is S256 or plain.',
    ja: 'code_verifier は A-Z a-z 0-9 - . _ ~ の 43～128 文字、S256 の code_challenge は 43 文字です。方式は S256 または plain です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50147, 501491, 50149] }, weight: 92 },
    {
      on: 'oauth-error',
      says: ['invalid size of code_challenge', 'size of code_challenge parameter', 'code_challenge_method'],
      weight: 78,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Make the verifier from 32 random octets in base64url without padding, and send S256.',
          ja: '32 オクテットの乱数を base64url（パディングなし）にして code_verifier とし、S256 を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'RFC 7636'],
  related: ['pkce-verifier-mismatch'],
};
