import type { Cause } from '../../cause.ts';

export const passwordAtExchange: Cause = {
  id: 'password-at-exchange',
  title: {
    en: '"LOGIN failed" or "Logon failure": Exchange Online takes no passwords over IMAP and POP any more',
    ja: '「LOGIN failed」「Logon failure」: Exchange Online の IMAP・POP ではパスワード認証（基本認証）が廃止されている',
  },
  what: {
    en: 'The program signed in with a user name and a password. Exchange Online refuses that, even where the password is right.',
    ja: 'プログラムがユーザー名とパスワードでサインインしました。Exchange Online では、パスワードが正しくても拒否されます。',
  },
  why: {
    en: 'Basic authentication was switched off for IMAP and POP between October 2022 and January 2023. The server still lists AUTH=PLAIN, and app passwords do not help.',
    ja: 'IMAP と POP の基本認証は 2022 年 10 月から 2023 年 1 月に無効化されました。サーバーは今も AUTH=PLAIN を提示しますが、アプリ パスワードでも使えません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'oauth-required' }, weight: 44 },
    // PLAIN is asked for by AUTHENTICATE, and refused in the words that a token is.
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      says: ['authenticate failed'],
      given: { 'sign-in.mechanism': ['login', 'plain'] },
      weight: 40,
    },
    { on: 'told', where: { fact: 'helped', value: 'xoauth2-forced' }, weight: 56 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'password-picked' },
      given: { protocol: ['imap', 'pop'] },
      weight: 46,
    },
    { on: 'complaint', where: { provider: 'microsoft', protocol: ['imap', 'pop', 'unknown'] }, weight: 38 },
    { on: 'program-code', where: { program: 'outlook', code: ['0x800CCC92', '0x800CCC90'] }, weight: 52 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'LOGIN', responseCode: '' },
      weight: 72,
    },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'] },
      says: ['login failed'],
      saysNot: ['invalid credentials', 'username and password', 'smtp'],
      weight: 58,
    },
    { on: 'reply', says: ['logon failure unknown user name'], weight: 74 },
    { on: 'reply', says: ['ews 401 unauthorized'], weight: 42 },
    {
      on: 'reply',
      where: { protocol: ['imap', 'pop', 'unknown'] },
      says: ['basicauthblocked', 'basic authentication is disabled'],
      saysNot: ['usertype outlookcom'],
      weight: 92,
    },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 8,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 14,
    },
    { on: 'reply', says: ['authenticated but not connected'], weight: 8 },
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
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: 45,
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
      when: { 'token.actor': 'app' },
      add: -60,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -30,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: 10,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
    {
      when: { timing: 'all-accounts-at-once' },
      add: 5,
      because: { en: 'all accounts fail at once', ja: 'すべてのアカウントで同時に失敗する' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Use a program that can sign in with Microsoft ("Modern authentication", OAuth2) and set the account up again; in many programs it is a choice named "OAuth2" in the place of "Normal password".',
          ja: 'Microsoft のサインイン（先進認証、OAuth2）に対応したプログラムを使い、アカウントを設定し直してください。多くのメールソフトでは認証方式を「通常のパスワード認証」から「OAuth2」に変えます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Get an access token with IMAP.AccessAsUser.All and sign in by XOAUTH2.',
          ja: 'IMAP.AccessAsUser.All のアクセストークンを取得し、XOAUTH2 でサインインします。',
        },
      ],
      code: 'a1 AUTHENTICATE XOAUTH2 <base64 of user=<address>^Aauth=Bearer <token>^A^A>',
    },
    administrator: {
      steps: [
        {
          en: 'It cannot be switched on again for IMAP and POP.',
          ja: 'IMAP と POP の基本認証を再び有効にすることはできません。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Deprecation of Basic authentication in Exchange Online"'],
  related: ['password-at-outlook-com', 'smtp-password-refused'],
};
