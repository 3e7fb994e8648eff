import type { Cause } from '../../cause.ts';

export const graphTokenAtMailServer: Cause = {
  id: 'graph-token-at-mail-server',
  title: {
    en: '"AUTHENTICATE failed" or "535 5.7.3": the token is for Microsoft Graph, not for Exchange',
    ja: '「AUTHENTICATE failed」「535 5.7.3」: トークンが Exchange ではなく Microsoft Graph 宛てになっている',
  },
  what: {
    en: 'The mail server was given an access token that Entra ID issued for Microsoft Graph. Exchange refuses it, and says no more than that sign-in failed.',
    ja: 'メールサーバーに渡されたのは、Entra ID が Microsoft Graph 宛てに発行したアクセストークンです。Exchange はこれを拒否し、サインインの失敗としか答えません。',
  },
  why: {
    en: 'An access token serves one resource. A scope without a prefix, such as IMAP.AccessAsUser.All or Mail.Read, means Graph; where Graph scopes and Exchange scopes stand in one request, the first one decides and the others are dropped without an error.',
    ja: 'アクセストークンは 1 つのリソースにだけ使えます。IMAP.AccessAsUser.All や Mail.Read のように接頭辞のないスコープは Graph を意味します。Graph と Exchange のスコープを 1 回の要求に並べると、先頭のものでリソースが決まり、残りはエラーもなく落とされます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'token.audience', value: 'graph' }, weight: 46 },
    { on: 'told', where: { fact: 'helped', value: 'exchange-token' }, weight: 70 },
    { on: 'complaint', where: { provider: 'microsoft' }, weight: 24 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 55,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 50 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure', 'ews 401 unauthorized'],
      weight: 50,
    },
    { on: 'token', where: { audience: 'graph' }, weight: 12 },
  ],
  conditions: [
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'runs.on': 'desktop' },
      add: -30,
      because: {
        en: 'a finished mail program asks for the right permissions',
        ja: '市販・公開されているメールソフトは正しい権限を要求する',
      },
    },
    {
      when: { timing: 'since-today' },
      add: -6,
      because: { en: 'it worked until recently', ja: '最近までは動いていた' },
    },
    {
      when: { 'token.audience': 'graph', protocol: ['imap', 'pop', 'smtp'] },
      add: 60,
      because: {
        en: 'a token for Graph was shown to a mail server',
        ja: 'Graph 宛てのトークンがメールサーバーに送られている',
      },
    },
    {
      when: { 'token.audience': ['exchange', 'other'] },
      add: -100,
      because: { en: 'the token is not for Graph', ja: 'トークンが Graph 宛てではない' },
    },
    {
      when: { 'scopes.bare-mail': 'yes' },
      add: 35,
      because: {
        en: 'the mail scopes have no resource before them',
        ja: 'メールのスコープにリソースの接頭辞がない',
      },
    },
    {
      when: { 'scopes.resources': ['graph', 'both'] },
      add: 30,
      because: { en: 'Graph scopes were asked for', ja: 'Graph のスコープが要求されている' },
    },
    {
      when: { 'scopes.resources': 'exchange' },
      add: -30,
      because: { en: 'only Exchange scopes were asked for', ja: 'Exchange のスコープだけが要求されている' },
    },
    { when: { protocol: 'graph' }, add: -100, because: { en: 'Graph was spoken', ja: 'Graph を使っている' } },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'works.elsewhere': 'graph' },
      add: 20,
      because: { en: 'Graph works with the same account', ja: '同じアカウントで Graph は動く' },
    },
    {
      when: { 'works.elsewhere': 'imap' },
      add: -20,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: -15,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
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
          en: 'Tell whoever wrote the program that it must ask for a token for Exchange. Signing in again does not help.',
          ja: 'プログラムの開発元に、Exchange 宛てのトークンを要求する必要があると伝えてください。サインインし直しても直りません。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Ask consent for all scopes at /authorize, each with its prefix, then redeem the code with the scopes of one resource only.',
          ja: '/authorize ではすべてのスコープを接頭辞付きで要求し、コードの引き換えでは 1 つのリソースのスコープだけを指定します。',
        },
        {
          en: 'Get the token for the other resource with the refresh token.',
          ja: 'もう一方のリソースのトークンは更新トークンで取得します。',
        },
        {
          en: 'For an app without a user the scope is `https://outlook.office365.com/.default`, not `https://graph.microsoft.com/.default`.',
          ja: 'ユーザーなしのアプリのスコープは `https://graph.microsoft.com/.default` ではなく `https://outlook.office365.com/.default` です。',
        },
      ],
      code: 'POST https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token\ngrant_type=refresh_token&client_id=<client id>&refresh_token=<refresh token>\n&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send%20offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['other-audience-token', 'imap-permission-missing', 'token-expired-at-mail-server'],
};
