import type { Cause } from '../../cause.ts';

export const appNotRegisteredInExchange: Cause = {
  id: 'app-not-registered-in-exchange',
  title: {
    en: 'App-only "AUTHENTICATE failed": the service principal is not registered in Exchange (New-ServicePrincipal)',
    ja: 'アプリ専用の「AUTHENTICATE failed」: サービス プリンシパルが Exchange に登録されていない（New-ServicePrincipal）',
  },
  what: {
    en: 'The app has a token with the right permission, but Exchange Online does not know the app.',
    ja: 'アプリのトークンには正しい許可が入っていますが、Exchange Online にそのアプリが登録されていません。',
  },
  why: {
    en: "Entra's consent is half of it. For IMAP, POP and SMTP by an app alone Exchange wants its own record of the service principal, and a right to each mailbox.",
    ja: 'Entra の同意だけでは半分です。アプリ単独で IMAP、POP、SMTP を使うには、Exchange 側にもサービス プリンシパルの登録と、メールボックスごとの権限が必要です。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'app.registered', value: 'no' },
      given: { 'token.actor': 'app', protocol: ['imap', 'pop', 'smtp'] },
      weight: 30,
    },
    { on: 'told', where: { fact: 'helped', value: 'service-principal' }, weight: 70 },
    // The token was read and believed; whom it names may not log on.
    { on: 'reply', says: ['logondenied none oauthlog'], weight: 76 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 37,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 36,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 34 },
    { on: 'complaint', where: { provider: 'microsoft' }, given: { 'token.actor': 'app' }, weight: 34 },
  ],
  conditions: [
    {
      when: { timing: 'now-and-then' },
      add: -50,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'user.matches': 'yes' },
      add: -50,
      because: { en: 'the token belongs to a person', ja: 'トークンの持ち主が人である' },
    },
    {
      when: { 'token.actor': 'app' },
      add: 40,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'app.registered': 'no' },
      add: 45,
      because: { en: 'Exchange does not know the app', ja: 'Exchange にアプリが登録されていない' },
    },
    {
      when: { 'app.registered': 'wrong-object-id' },
      add: -100,
      because: {
        en: 'Exchange knows the app by another object id',
        ja: 'Exchange に別のオブジェクト ID で登録されている',
      },
    },
    {
      when: { 'app.registered': 'yes' },
      add: -100,
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
      when: { timing: 'always' },
      add: 10,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
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
    administrator: {
      steps: [
        {
          en: 'Register it with the application id and the object id of the ENTERPRISE application (Enterprise applications > the app > Object ID), not the object id on the page "App registrations".',
          ja: 'アプリケーション ID と、「エンタープライズ アプリケーション」のオブジェクト ID で登録します（［エンタープライズ アプリケーション］> 対象のアプリ >［オブジェクト ID］）。［アプリの登録］のページにあるオブジェクト ID ではありません。',
        },
        {
          en: 'Give it the mailbox, and wait: 15 to 30 minutes are usual, two hours have been seen.',
          ja: 'メールボックスの権限を与えて待ちます。通常 15～30 分、2 時間かかった例もあります。',
        },
      ],
      code: `Connect-ExchangeOnline -Organization <tenant id>
New-ServicePrincipal -AppId <client id> -ObjectId <object id of the enterprise application>
Add-MailboxPermission -Identity <address> -User <object id of the enterprise application> -AccessRights FullAccess
Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['app-registered-with-wrong-object-id', 'app-full-access-missing', 'app-token-without-roles'],
};
