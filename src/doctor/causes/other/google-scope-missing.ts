import type { Cause } from '../../cause.ts';

export const googleScopeMissing: Cause = {
  id: 'google-scope-missing',
  title: {
    en: 'Gmail IMAP or SMTP refuses the token: it was issued without https://mail.google.com/',
    ja: 'Gmail の IMAP・SMTP がトークンを拒否する: https://mail.google.com/ のスコープがない',
  },
  what: {
    en: "The token is one for Google's APIs, but not for mail protocols.",
    ja: 'Google API のトークンですが、メールプロトコルには使えません。',
  },
  why: {
    en: 'Scopes such as gmail.readonly or gmail.send are for the Gmail API. IMAP, POP and SMTP take https://mail.google.com/ only. The challenge names it.',
    ja: 'gmail.readonly や gmail.send は Gmail API 用です。IMAP、POP、SMTP で使えるのは https://mail.google.com/ だけで、サーバーの応答にもその名前が入っています。',
  },
  symptoms: [
    {
      on: 'complaint',
      where: { provider: 'google' },
      given: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      weight: 46,
    },
    { on: 'told', where: { fact: 'token.permits', value: 'no' }, given: { provider: 'google' }, weight: 66 },
    { on: 'challenge', where: { scope: 'https://mail.google.com/' }, weight: 35 },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'] },
      says: ['invalid credentials failure'],
      weight: 42,
    },
    {
      on: 'scopes',
      where: {
        list: [
          'https://www.googleapis.com/auth/gmail.readonly',
          'https://www.googleapis.com/auth/gmail.modify',
          'https://www.googleapis.com/auth/gmail.send',
          'https://www.googleapis.com/auth/gmail.metadata',
        ],
      },
      weight: 45,
    },
  ],
  conditions: [
    {
      when: { 'other-resource': 'works' },
      add: 40,
      because: { en: "Google's own APIs take the token", ja: 'Google の API は同じトークンを受け付ける' },
    },
    {
      when: { 'token.permits': 'no' },
      add: 40,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'token.state': 'expired' },
      add: -15,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask for the scope, and let the person consent again with `prompt=consent`.',
          ja: 'スコープを要求し、`prompt=consent` でもう一度同意してもらいます。',
        },
      ],
      code: 'scope=https://mail.google.com/&access_type=offline&prompt=consent',
    },
  },
  certainty: 'documented',
  sources: ['Google, "OAuth 2.0 mechanism for IMAP, POP and SMTP"'],
  related: ['google-token-refused'],
};
