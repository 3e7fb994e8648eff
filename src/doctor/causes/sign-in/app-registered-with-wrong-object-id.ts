import type { Cause } from '../../cause.ts';

export const appRegisteredWithWrongObjectId: Cause = {
  id: 'app-registered-with-wrong-object-id',
  title: {
    en: 'App-only "AUTHENTICATE failed": New-ServicePrincipal was run with the object id of the app registration',
    ja: 'アプリ専用の「AUTHENTICATE failed」: New-ServicePrincipal に［アプリの登録］のオブジェクト ID を指定している',
  },
  what: {
    en: 'Exchange has a record of the app under an object id that is not the one of its service principal. The command raised no error; signing in does.',
    ja: 'Exchange に登録されたオブジェクト ID が、サービス プリンシパルのものではありません。登録時にはエラーが出ず、サインインで初めて失敗します。',
  },
  why: {
    en: 'An app has two object ids: one on the page "App registrations", one on the page "Enterprise applications". Exchange compares the second with the token\'s `oid`.',
    ja: 'アプリにはオブジェクト ID が 2 つあります。［アプリの登録］のものと［エンタープライズ アプリケーション］のものです。Exchange がトークンの `oid` と比べるのは後者です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'enterprise-object-id' }, weight: 72 },
    {
      on: 'told',
      where: { fact: 'app.registered', value: 'wrong-object-id' },
      given: { 'token.actor': 'app' },
      weight: 40,
    },
    // The token was read and believed; whom it names may not log on.
    { on: 'reply', says: ['logondenied none oauthlog'], weight: 66 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 35,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 34,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 32 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 18 },
  ],
  conditions: [
    {
      when: { 'user.matches': 'yes' },
      add: -50,
      because: { en: 'the token belongs to a person', ja: 'トークンの持ち主が人である' },
    },
    {
      when: { 'token.actor': 'app' },
      add: 38,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'app.registered': 'wrong-object-id' },
      add: 50,
      because: {
        en: 'Exchange knows the app by another object id',
        ja: 'Exchange に別のオブジェクト ID で登録されている',
      },
    },
    {
      when: { 'app.registered': 'no' },
      add: -100,
      because: { en: 'Exchange does not know the app', ja: 'Exchange にアプリが登録されていない' },
    },
    {
      when: { 'app.registered': 'yes' },
      add: -60,
      because: { en: 'the app is registered in Exchange', ja: 'Exchange にアプリが登録されている' },
    },
    {
      when: { 'token.actor': 'app', 'works.elsewhere': 'imap' },
      add: -50,
      because: { en: 'IMAP or POP lets the app in', ja: 'アプリは IMAP や POP には入れる' },
    },
    {
      when: { 'token.permits': 'no' },
      add: -20,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'token.actor': 'app', 'token.permits': 'yes' },
      add: 15,
      because: { en: "the app's token holds the permission", ja: 'アプリのトークンに許可が入っている' },
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
      when: { 'scopes.resources': 'graph' },
      add: -50,
      because: { en: 'only scopes of Graph were asked for', ja: 'Graph のスコープだけを要求している' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -50,
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
          en: 'The claim `oid` of the token is the object id that must stand in Exchange.',
          ja: 'トークンのクレーム `oid` が、Exchange に登録されているべきオブジェクト ID です。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Remove the record and make it again with the object id of the enterprise application, then give the mailbox permissions again.',
          ja: '登録を削除し、エンタープライズ アプリケーションのオブジェクト ID で登録し直してから、メールボックスの権限を付け直します。',
        },
      ],
      code: `Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId
Remove-ServicePrincipal -Identity <wrong object id>
New-ServicePrincipal -AppId <client id> -ObjectId <object id of the enterprise application>
Add-MailboxPermission -Identity <address> -User <object id of the enterprise application> -AccessRights FullAccess`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['app-not-registered-in-exchange'],
};
