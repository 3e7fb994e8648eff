import type { Cause } from '../../cause.ts';

export const tooManySignIns: Cause = {
  id: 'too-many-sign-ins',
  title: {
    en: '"454 4.7.0 Too many login attempts" or "NO [LIMIT] Rate limit hit": signing in too often',
    ja: '「454 4.7.0 Too many login attempts」「NO [LIMIT] Rate limit hit」: サインインの回数が多すぎる',
  },
  what: {
    en: 'The server takes no further sign-in of this account or address for a while.',
    ja: 'このアカウントまたはアドレスからのサインインが、しばらく受け付けられません。',
  },
  why: {
    en: 'A program signs in for each message, or goes on with a password or token that was refused.',
    ja: '1 通ごとにサインインしている、または拒否されたパスワードやトークンで繰り返し試しています。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'too many login attempts',
        'too many login failures',
        'too many authentication failures',
        'login rate limit',
        'authenticate rate limit',
      ],
      weight: 92,
    },
    { on: 'reply', where: { responseCode: 'LIMIT' }, says: ['rate limit'], weight: 90 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Stop the program, wait an hour, then check its sign-in.',
          ja: 'プログラムを止めて 1 時間ほど待ち、サインインの設定を確認してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep one connection for many messages; after a refusal wait longer each time, and do not repeat a wrong credential.',
          ja: '1 本の接続で続けて送信し、拒否されたら間隔を延ばして待ちます。誤った資格情報で繰り返さないでください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'RFC 9051, section 7.1 (LIMIT)'],
  related: ['google-too-many-connections', 'pop-login-delay'],
};
