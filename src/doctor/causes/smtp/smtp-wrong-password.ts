import type { Cause } from '../../cause.ts';

export const smtpWrongPassword: Cause = {
  id: 'smtp-wrong-password',
  title: {
    en: '"535 5.7.139 Authentication unsuccessful, the user credentials were incorrect": wrong user name or password',
    ja: '「535 5.7.139 Authentication unsuccessful, the user credentials were incorrect」: ユーザー名またはパスワードが違う',
  },
  what: {
    en: 'A sign-in by password was tried, and the password is wrong.',
    ja: 'パスワードでのサインインが試みられ、パスワードが一致しませんでした。',
  },
  why: {
    en: 'The password was changed, or an app password is used where none counts.',
    ja: 'パスワードが変更された、または使えないアプリ パスワードが指定されています。',
  },
  symptoms: [
    { on: 'reply', where: { code: 535, enhanced: '5.7.139' }, weight: 24 },
    { on: 'reply', says: ['user credentials were incorrect', 'credentials were incorrect'], weight: 95 },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -30,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
    {
      when: { timing: 'after-password-change' },
      add: 5,
      because: { en: 'the password was changed', ja: 'パスワードが変更された' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Check the address and sign in with it at outlook.office.com. Then change the program to OAuth2: passwords over SMTP are being switched off.',
          ja: 'アドレスを確認し、outlook.office.com にサインインできるか試してください。そのうえで認証方式を OAuth2 に変えてください。SMTP のパスワード認証は廃止が進んでいます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Use XOAUTH2. A changed password then breaks nothing until the grant itself is revoked.',
          ja: 'XOAUTH2 を使ってください。パスワードを送る必要がなくなります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Fix issues with printers, scanners, and LOB applications that send email"'],
  related: ['smtp-password-refused'],
};
