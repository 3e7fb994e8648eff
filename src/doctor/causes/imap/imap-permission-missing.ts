import type { Cause } from '../../cause.ts';

export const imapPermissionMissing: Cause = {
  id: 'imap-permission-missing',
  title: {
    en: '"AUTHENTICATE failed": the token is for Exchange but does not hold IMAP.AccessAsUser.All',
    ja: '「AUTHENTICATE failed」: トークンは Exchange 宛てだが IMAP.AccessAsUser.All が入っていない',
  },
  what: {
    en: 'The token is one for Exchange, with another permission, such as SMTP.Send alone. IMAP refuses it.',
    ja: 'トークンは Exchange 宛てですが、SMTP.Send だけなど別の権限しか入っていません。IMAP はこれを拒否します。',
  },
  why: {
    en: 'The permissions in a token are those that were asked for and consented to. IMAP wants IMAP.AccessAsUser.All (a person) or IMAP.AccessAsApp (an app).',
    ja: 'トークンに入るのは、要求して同意された権限だけです。IMAP には IMAP.AccessAsUser.All（人）または IMAP.AccessAsApp（アプリ）が必要です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'imap-permission' }, weight: 68 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 49,
    },
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
      when: { 'works.elsewhere': 'imap' },
      add: -60,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { timing: 'since-today' },
      add: -6,
      because: { en: 'it worked until recently', ja: '最近までは動いていた' },
    },
    {
      when: { 'token.permits': 'no' },
      add: 50,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'token.permits': 'yes' },
      add: -100,
      because: { en: 'the permission is in the token', ja: 'トークンに権限が入っている' },
    },
    {
      when: { 'token.audience': 'exchange' },
      add: 6,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
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
      when: { 'scopes.bare-mail': 'yes' },
      add: -20,
      because: {
        en: 'the mail scopes have no resource before them',
        ja: 'メールのスコープにリソースの接頭辞がない',
      },
    },
    {
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
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
      when: { 'user.matches': 'no' },
      add: -5,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'token.use': ['id', 'refresh'] },
      add: -20,
      because: { en: 'it is not an access token at all', ja: 'そもそもアクセストークンではない' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -10,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
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
          en: 'Sign in again in the program and accept what it asks for. If it does not ask for access to mail by IMAP, its makers must mend it.',
          ja: 'プログラムでサインインし直し、求められる権限に同意してください。IMAP によるメールへのアクセスを求めない場合は、開発元の修正が必要です。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Add the permission to the registration (API permissions > Add > Microsoft Graph > Delegated > IMAP.AccessAsUser.All) and ask for it by its full name at /authorize and at /token.',
          ja: '登録に権限を追加し（［API のアクセス許可］>［アクセス許可の追加］>［Microsoft Graph］>［委任されたアクセス許可］> IMAP.AccessAsUser.All）、/authorize と /token の両方で完全な名前で要求します。',
        },
        {
          en: 'A grant that exists does not grow by itself: the person must consent once more.',
          ja: 'すでにある同意は自動では広がりません。もう一度同意してもらう必要があります。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['graph-token-at-mail-server', 'smtp-send-missing', 'app-token-without-roles'],
};
