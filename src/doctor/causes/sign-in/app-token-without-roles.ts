import type { Cause } from '../../cause.ts';

export const appTokenWithoutRoles: Cause = {
  id: 'app-token-without-roles',
  title: {
    en: 'App-only token without IMAP.AccessAsApp, POP.AccessAsApp, SMTP.SendAsApp or, for EWS, full_access_as_app: sign-in fails',
    ja: 'アプリ専用トークンに IMAP.AccessAsApp・POP.AccessAsApp・SMTP.SendAsApp（EWS では full_access_as_app）がなく、サインインに失敗する',
  },
  what: {
    en: 'The app got a token for Exchange by client credentials, but no application permission for mail is in it (claim `roles`).',
    ja: 'アプリは client credentials で Exchange 宛てのトークンを得ましたが、メール用のアプリケーションの許可が（クレーム `roles` に）入っていません。',
  },
  why: {
    en: 'Application permissions are added at "Office 365 Exchange Online", not at Microsoft Graph, and an administrator must consent in every tenant. Delegated permissions do not count for an app by itself.',
    ja: 'アプリケーションの許可は Microsoft Graph ではなく「Office 365 Exchange Online」に追加し、テナントごとに管理者が同意する必要があります。委任されたアクセス許可は、アプリ単独のサインインでは役に立ちません。',
  },
  symptoms: [
    { on: 'complaint', where: { provider: 'microsoft' }, given: { 'token.actor': 'app' }, weight: 30 },
    {
      on: 'told',
      where: { fact: 'token.permits', value: 'no' },
      given: { 'token.actor': 'app' },
      weight: 66,
    },
    // EWS and the REST API of Outlook say so in x-ms-diagnostics.
    { on: 'graph-error', says: ['2000008 reason the token contains no permissions'], weight: 88 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 30,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 30,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 28 },
    { on: 'reply', says: ['ews 401 unauthorized'], weight: 52 },
    { on: 'reply', says: ['ews 403 the token contains not enough scope'], weight: 74 },
  ],
  conditions: [
    {
      when: { 'user.matches': 'yes' },
      add: -50,
      because: { en: 'the token belongs to a person', ja: 'トークンの持ち主が人である' },
    },
    {
      when: { 'token.actor': 'app' },
      add: 30,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'token.actor': 'app', protocol: 'smtp', 'works.elsewhere': 'imap' },
      add: 35,
      because: {
        en: 'IMAP or POP lets the app in, and SMTP does not',
        ja: 'アプリは IMAP や POP には入れるが SMTP には入れない',
      },
    },
    {
      when: { 'token.permits': 'no' },
      add: 40,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'token.permits': 'yes' },
      add: -100,
      because: { en: 'the permission is in the token', ja: 'トークンに権限が入っている' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -60,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
    {
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -40,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
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
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Look at the claim `roles` of the token: it must list the permission of the protocol.',
          ja: 'トークンのクレーム `roles` に、そのプロトコルの許可が並んでいるか確認してください。',
        },
      ],
      code: `POST /<tenant id>/oauth2/v2.0/token
grant_type=client_credentials&client_id=<client id>&client_secret=<secret>&scope=https://outlook.office365.com/.default`,
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > App registrations > the app > API permissions > Add a permission > APIs my organization uses > "Office 365 Exchange Online" > Application permissions: add IMAP.AccessAsApp, POP.AccessAsApp or SMTP.SendAsApp (for EWS full_access_as_app), then "Grant admin consent".',
          ja: 'Microsoft Entra 管理センター >［アプリの登録］> 対象のアプリ >［API のアクセス許可］>［アクセス許可の追加］>［所属する組織で使用している API］>「Office 365 Exchange Online」>［アプリケーションの許可］で IMAP.AccessAsApp、POP.AccessAsApp、SMTP.SendAsApp（EWS では full_access_as_app）を追加し、［管理者の同意を与えます］を選びます。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['app-not-registered-in-exchange', 'imap-permission-missing'],
};
