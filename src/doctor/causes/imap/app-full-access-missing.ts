import type { Cause } from '../../cause.ts';

export const appFullAccessMissing: Cause = {
  id: 'app-full-access-missing',
  title: {
    en: 'App-only "User is authenticated but not connected": the service principal has no FullAccess to the mailbox',
    ja: 'アプリ専用の「User is authenticated but not connected」: サービス プリンシパルにメールボックスの FullAccess がない',
  },
  what: {
    en: 'Exchange knows the app and accepts its token, but the app may not open this mailbox, or may not yet.',
    ja: 'Exchange はアプリを認識しトークンを受け入れましたが、アプリにこのメールボックスを開く権限がない、またはまだ反映されていません。',
  },
  why: {
    en: 'Each mailbox must be given to the service principal. The permission works after 15 to 30 minutes as a rule, after two hours at the latest seen.',
    ja: 'メールボックスごとにサービス プリンシパルへ権限を与える必要があります。反映には通常 15～30 分、長いときは 2 時間かかります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'full-access' }, weight: 58 },
    // The token was read and believed; whom it names may not log on.
    { on: 'reply', says: ['logondenied none oauthlog'], weight: 64 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 41 },
    { on: 'reply', says: ['mailbox logon failure', 'MapiExceptionLogonFailed'], weight: 52 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 20,
    },
    // POP signs in as well, and refuses the command after it.
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err' },
      says: ['not valid in this state'],
      given: { 'token.actor': 'app' },
      weight: 41,
    },
  ],
  conditions: [
    {
      when: { 'user.matches': 'yes' },
      add: -50,
      because: { en: 'the token belongs to a person', ja: 'トークンの持ち主が人である' },
    },
    {
      when: { 'token.actor': 'app' },
      add: 50,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'mailbox.access': 'no' },
      add: 45,
      because: { en: 'there is no FullAccess to the mailbox', ja: 'メールボックスの FullAccess がない' },
    },
    {
      when: { 'mailbox.access': 'yes' },
      add: -100,
      because: { en: 'there is FullAccess to the mailbox', ja: 'メールボックスの FullAccess がある' },
    },
    {
      when: { 'app.registered': 'no' },
      add: -20,
      because: { en: 'Exchange does not know the app', ja: 'Exchange にアプリが登録されていない' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -5,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -30,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -45,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
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
          en: "`user=` is the mailbox to open, the token is the app's. Do not draw conclusions from tests in the first two hours.",
          ja: '`user=` は開くメールボックス、トークンはアプリのものです。最初の 2 時間の試験から結論を出さないでください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Give the service principal the mailbox and wait.',
          ja: 'サービス プリンシパルにメールボックスの権限を与えて待ちます。',
        },
      ],
      code: `Add-MailboxPermission -Identity <address> -User <object id of the enterprise application> -AccessRights FullAccess
Get-MailboxPermission -Identity <address> | Format-Table User,AccessRights`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['app-not-registered-in-exchange', 'exchange-change-not-active-yet'],
};
