import type { Cause } from '../../cause.ts';

export const passwordAtOutlookCom: Cause = {
  id: 'password-at-outlook-com',
  title: {
    en: 'Outlook.com, Hotmail, Live: "LOGIN failed" with the right password; passwords have not worked since 16 September 2024',
    ja: 'Outlook.com・Hotmail・Live: パスワードが正しくても「LOGIN failed」。2024 年 9 月 16 日からパスワード認証は使えない',
  },
  what: {
    en: 'The program signed in to a personal account with a password. Outlook.com refuses that.',
    ja: 'プログラムが個人アカウントにパスワードでサインインしました。Outlook.com はこれを拒否します。',
  },
  why: {
    en: 'Basic authentication ended for Outlook.com on 16 September 2024 for IMAP, POP and SMTP. App passwords ended with it.',
    ja: 'Outlook.com では 2024 年 9 月 16 日に IMAP、POP、SMTP の基本認証が終了しました。アプリ パスワードも同様です。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'noticed', value: 'oauth-required' },
      given: { 'account.type': 'personal' },
      weight: 44,
    },
    {
      on: 'told',
      where: { fact: 'helped', value: 'xoauth2-forced' },
      given: { 'account.type': 'personal' },
      weight: 56,
    },
    // PLAIN is asked for by AUTHENTICATE, and refused in the words that a token is.
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      says: ['authenticate failed'],
      given: { 'sign-in.mechanism': ['login', 'plain'] },
      weight: 40,
    },
    {
      on: 'complaint',
      where: { provider: 'microsoft', protocol: ['imap', 'pop', 'unknown'] },
      weight: 36,
    },
    { on: 'complaint', where: { provider: 'microsoft', protocol: 'smtp' }, weight: 26 },
    // As Outlook.com refused before it had a number for it.
    {
      on: 'reply',
      where: { protocol: ['smtp', 'unknown'], code: 535, enhanced: ['', '5.0.0', '5.7.0'] },
      saysNot: ['is disabled', 'not enabled'],
      given: { 'account.type': 'personal' },
      weight: 30,
    },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'LOGIN', responseCode: '' },
      weight: 60,
    },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'] },
      says: ['login failed'],
      saysNot: ['invalid credentials', 'username and password', 'smtp'],
      weight: 48,
    },
    { on: 'reply', says: ['logon failure unknown user name'], weight: 60 },
    { on: 'reply', says: ['basicauthblocked usertype outlookcom'], weight: 96 },
    {
      on: 'reply',
      where: { protocol: ['imap', 'pop', 'unknown'] },
      says: ['basicauthblocked', 'basic authentication is disabled'],
      weight: 72,
    },
    { on: 'reply', where: { protocol: 'smtp' }, says: ['basicauthblocked'], weight: 60 },
    { on: 'reply', where: { enhanced: '5.7.139' }, says: ['basic authentication is disabled'], weight: 60 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 8,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['unknown user name or bad password'],
      given: { 'account.type': 'personal' },
      weight: 26,
    },
  ],
  conditions: [
    {
      when: { noticed: 'recovered' },
      add: -50,
      because: { en: 'it works again, and nobody changed anything', ja: '何も変えていないのに復旧した' },
    },
    {
      when: { 'server.answered': 'no' },
      add: -60,
      because: { en: 'no server has answered', ja: 'サーバーから応答がない' },
    },
    {
      when: { noticed: 'no-common-mechanism' },
      add: -45,
      because: {
        en: 'PLAIN was offered, and not used',
        ja: 'PLAIN が提示されたのに使われていない',
      },
    },
    {
      when: { noticed: 'password-must-change' },
      add: -55,
      because: { en: 'the password has expired', ja: 'パスワードの有効期限が切れている' },
    },
    {
      when: { noticed: 'ews' },
      add: -40,
      because: { en: 'it is Exchange Web Services', ja: 'Exchange Web サービスを使っている' },
    },
    {
      when: { 'token.permits': 'yes' },
      add: -50,
      because: { en: 'there is a token that permits it', ja: '許可されたトークンがある' },
    },
    {
      when: { 'mailbox.switch': 'off' },
      add: -45,
      because: { en: 'the protocol is switched off', ja: 'プロトコルが無効になっている' },
    },
    {
      when: { 'error.number': 'yes' },
      add: -40,
      because: {
        en: 'the identity server refused before the mail server did',
        ja: 'メールサーバーより先に ID サーバーが拒否している',
      },
    },
    {
      when: { 'token.actor': 'app' },
      add: -60,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: 40,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -100,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: 42,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -50,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: "Set the account up again in a program that signs in with Microsoft's page (OAuth2), and switch IMAP on at outlook.live.com > Settings > Mail > Forwarding and IMAP.",
          ja: 'Microsoft のサインイン画面（OAuth2）に対応したプログラムでアカウントを設定し直し、outlook.live.com の［設定］>［メール］>［転送と IMAP］で IMAP をオンにします。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Sign in at `/consumers` or `/common`, ask for the mail scopes by their full names, and use XOAUTH2.',
          ja: '`/consumers` または `/common` でサインインし、メールのスコープを完全な名前で要求して XOAUTH2 を使います。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: ['Outlook.com support pages'],
  related: ['password-at-exchange', 'imap-off-at-outlook-com'],
};
