import type { Cause } from '../../cause.ts';

export const smtpNotSignedIn: Cause = {
  id: 'smtp-not-signed-in',
  title: {
    en: '"530 5.7.57 Client not authenticated to send mail", "Missing credentials": no sign-in before MAIL FROM',
    ja: '「530 5.7.57 Client not authenticated to send mail」「Missing credentials」: サインインせずに送信している',
  },
  what: {
    en: 'The client began to send without having signed in.',
    ja: 'クライアントがサインインせずに送信を始めました。',
  },
  why: {
    en: 'No user name or password reached the library (an empty variable, a field under another name, `type: "OAuth2"` left out), it skipped AUTH because it knows no mechanism that is offered, or STARTTLS was left out, so that AUTH was never offered.',
    ja: 'ユーザー名やパスワードがライブラリに渡っていない（空の変数、別名のフィールド、`type: "OAuth2"` の漏れ）、提示された方式にライブラリが対応せず AUTH を省いた、STARTTLS をしないため AUTH が提示されなかった、などの場合です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'no-credentials' }, weight: 58 },
    { on: 'program-code', where: { program: 'other', code: 'NO-CREDENTIALS' }, weight: 84 },
    { on: 'program-code', where: { program: 'outlook', code: ['0x800CCC78', '0x800CCC80'] }, weight: 60 },
    { on: 'reply', where: { enhanced: '5.7.57' }, weight: 92 },
    { on: 'reply', where: { code: 530 }, weight: 62 },
    {
      on: 'reply',
      where: { code: 530 },
      says: ['authentication required', 'was not authenticated'],
      weight: 90,
    },
    { on: 'reply', says: ['not authenticated to send'], weight: 96 },
  ],
  conditions: [
    {
      when: { 'sign-in.passed': 'no' },
      add: -30,
      because: { en: 'a sign-in was tried, and refused', ja: 'サインインを試みて拒否されている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'In the program\'s settings for outgoing mail, switch on "My server requires authentication" and choose OAuth2 and STARTTLS.',
          ja: '送信サーバーの設定で「サーバーは認証が必要」を有効にし、OAuth2 と STARTTLS を選んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'STARTTLS, EHLO again, AUTH XOAUTH2, then MAIL FROM.',
          ja: 'STARTTLS、EHLO のやり直し、AUTH XOAUTH2、MAIL FROM の順に送ります。',
        },
      ],
      code: `EHLO host.example.com
STARTTLS
EHLO host.example.com
AUTH XOAUTH2 <base64>
MAIL FROM:<<address>>`,
    },
    administrator: {
      steps: [
        {
          en: 'A device that must send without signing in needs a connector (SMTP relay) bound to its IP address, on port 25 of your MX host.',
          ja: '認証なしで送信する機器には、IP アドレスで認証するコネクタ（SMTP リレー）を用意し、MX ホストのポート 25 を使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft support articles for Exchange Online', 'RFC 4954, section 6'],
  related: ['smtp-starttls-needed', 'smtp-mechanism-not-offered'],
};
