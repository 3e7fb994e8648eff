import type { Cause } from '../../cause.ts';

export const saslChallengeNotAnswered: Cause = {
  id: 'sasl-challenge-not-answered',
  title: {
    en: "IMAP or SMTP hangs after a refused token: the client must answer the server's base64 challenge",
    ja: 'トークンの拒否後に IMAP・SMTP が固まる: サーバーの base64 の応答に返信が必要',
  },
  what: {
    en: "The server sent a line that says why it refuses, and waits for the client's answer before it says NO.",
    ja: 'サーバーは拒否の理由を 1 行送り、クライアントの返信を待ってから NO を返します。',
  },
  why: {
    en: "Google, Yahoo and others do so; Exchange refuses at once. After XOAUTH2's challenge the client sends an empty line, after OAUTHBEARER's the octet 0x01 in base64.",
    ja: 'Google や Yahoo などはこの形をとり、Exchange はすぐに拒否します。XOAUTH2 では空行、OAUTHBEARER では 0x01 の base64 を返します。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'hangs after a refused token',
        'hangs after the challenge',
        "answer the server's base64 challenge",
        'client does not answer the challenge',
        'トークンの拒否後に IMAP',
      ],
      weight: 76,
    },
    { on: 'challenge', weight: 22 },
  ],
  conditions: [
    {
      when: { 'sign-in.passed': 'no' },
      add: -12,
      because: { en: "the server's refusal has come", ja: 'サーバーの拒否は届いている' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        { en: 'Answer the challenge, then read the refusal.', ja: '応答を返してから、拒否を読み取ります。' },
      ],
      code: `S: + eyJzdGF0dXMiOiI0MDEiLC...
C: (empty line; with OAUTHBEARER: AQ==)
S: a1 NO ...`,
    },
  },
  certainty: 'documented',
  sources: ['RFC 7628, section 3.2.3', 'Google, "OAuth 2.0 mechanism for IMAP, POP and SMTP"'],
  related: ['google-token-refused'],
};
