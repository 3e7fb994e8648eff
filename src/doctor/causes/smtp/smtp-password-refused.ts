import type { Cause } from '../../cause.ts';

export const smtpPasswordRefused: Cause = {
  id: 'smtp-password-refused',
  title: {
    en: '"535 5.7.139 Authentication unsuccessful, basic authentication is disabled": the program sent a password, not a token',
    ja: '「535 5.7.139 Authentication unsuccessful, basic authentication is disabled」: トークンではなくパスワードを送っている',
  },
  what: {
    en: 'The client signed in by AUTH LOGIN with a password. Basic authentication is off for this account.',
    ja: 'クライアントが AUTH LOGIN とパスワードでサインインしました。このアカウントでは基本認証が無効です。',
  },
  why: {
    en: 'Exchange still lists AUTH LOGIN, and libraries choose it unless they are told to use XOAUTH2. App passwords are passwords too.',
    ja: 'Exchange は今も AUTH LOGIN を提示するため、指定しないとライブラリはこれを選びます。アプリ パスワードもパスワードの一種なので使えません。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'helped', value: 'xoauth2-forced' },
      given: { protocol: 'smtp' },
      weight: 60,
    },
    { on: 'told', where: { fact: 'helped', value: 'xoauth2-forced' }, weight: 42 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'password-picked' },
      given: { protocol: 'smtp' },
      weight: 46,
    },
    { on: 'program-code', where: { program: 'windows', code: ['0x80040217', '0x80040211'] }, weight: 50 },
    { on: 'complaint', where: { provider: 'microsoft', protocol: 'smtp' }, weight: 40 },
    {
      on: 'reply',
      where: { code: 535, enhanced: '5.7.139' },
      saysNot: ['disabled for the tenant', 'disabled for the mailbox'],
      weight: 40,
    },
    {
      on: 'reply',
      where: { protocol: ['smtp', 'unknown'] },
      says: ['basic authentication is disabled'],
      weight: 96,
    },
    { on: 'reply', where: { protocol: 'smtp' }, says: ['basicauthblocked'], weight: 96 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 18 },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: 30,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -60,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -12,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Set the account up again with "OAuth2" as the way of signing in, in the place of a password or app password.',
          ja: '認証方式をパスワードやアプリ パスワードではなく「OAuth2」にして、アカウントを設定し直してください。',
        },
      ],
    },
    developer: {
      steps: [{ en: 'Force XOAUTH2 in the library.', ja: 'ライブラリで XOAUTH2 を明示的に指定します。' }],
      code: `// Nodemailer
auth: { type: 'OAuth2', user: '<address>', accessToken: '<token with SMTP.Send>' }
# Jakarta Mail
mail.smtp.auth.mechanisms=XOAUTH2`,
    },
    administrator: {
      steps: [
        {
          en: 'Do not switch basic authentication on again: it ends for good.',
          ja: '基本認証を再び有効にすることは勧められません。いずれ完全に廃止されます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Deprecation of Basic authentication in Exchange Online"', 'public reports'],
  related: [
    'device-without-oauth',
    'smtp-basic-authentication-ended',
    'password-at-outlook-com',
    'password-at-exchange',
  ],
};
