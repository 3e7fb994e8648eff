import type { Cause } from '../../cause.ts';

export const tokenOfAnotherMailbox: Cause = {
  id: 'token-of-another-mailbox',
  title: {
    en: '"User is authenticated but not connected": the token belongs to somebody else than the mailbox in user=',
    ja: '「User is authenticated but not connected」: トークンの持ち主と user= のメールボックスが違う',
  },
  what: {
    en: 'Exchange accepted the token and then could not open the mailbox that was named, because whoever signed in is not its owner.',
    ja: 'Exchange はトークンを受け入れましたが、指定されたメールボックスを開けませんでした。サインインした人がその所有者ではないためです。',
  },
  why: {
    en: 'The token is of the person who signed in on Microsoft\'s page: often an administrator who consented "for" somebody, or an account that the browser was still signed in to. `user=` only says which mailbox to open.',
    ja: 'トークンは Microsoft の画面でサインインした人のものです。誰かの「代わりに」同意した管理者や、ブラウザーに残っていた別のアカウントであることがよくあります。`user=` は開くメールボックスを示すだけです。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'account-not-expected' }, weight: 74 },
    { on: 'told', where: { fact: 'user.matches', value: 'no' }, weight: 35 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 55 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 26,
    },
  ],
  conditions: [
    {
      when: { 'user.matches': 'no' },
      add: 35,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'user.matches': 'yes' },
      add: -100,
      because: { en: 'the token belongs to the mailbox', ja: 'トークンの持ち主とメールボックスが同じである' },
    },
    {
      when: { 'consent.by': ['admin', 'other'] },
      add: 32,
      because: { en: 'somebody else than the owner signed in', ja: '所有者以外の人がサインインした' },
    },
    {
      when: { 'consent.by': 'owner' },
      add: -60,
      because: { en: 'the owner of the mailbox signed in', ja: 'メールボックスの所有者がサインインした' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -45,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'alias' },
      add: -30,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'mailbox.access': 'yes' },
      add: -60,
      because: { en: 'there is FullAccess to the mailbox', ja: 'メールボックスの FullAccess がある' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -40,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { connections: 'many' },
      add: -10,
      because: {
        en: 'many connections open the mailbox at once',
        ja: '多数の接続が同時にメールボックスを開いている',
      },
    },
    {
      when: { timing: 'since-today' },
      add: -35,
      because: { en: 'it worked before', ja: '以前は動いていた' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -25,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -45,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again with the account whose mailbox is to be opened, in a private browser window so that no other account slips in.',
          ja: '開きたいメールボックスのアカウントでサインインし直してください。別のアカウントが紛れ込まないよう、プライベート ウィンドウを使います。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: "Send as `user=` the address of the token's owner (claim `upn` or `preferred_username`), and ask for the right account with `login_hint` and `prompt=select_account`.",
          ja: '`user=` にはトークンの持ち主のアドレス（クレーム `upn` または `preferred_username`）を指定し、`login_hint` と `prompt=select_account` で正しいアカウントを選んでもらいます。',
        },
      ],
      code: 'GET /common/oauth2/v2.0/authorize?...&prompt=select_account&login_hint=<address>',
    },
    administrator: {
      steps: [
        {
          en: "Consent for the organization does not open mailboxes: grant admin consent, then let every owner sign in once. To open another's mailbox on purpose, give FullAccess.",
          ja: '組織への同意だけではメールボックスは開けません。管理者の同意を与えたうえで、所有者が 1 回ずつサインインします。意図して他人のメールボックスを開くなら FullAccess を与えます。',
        },
      ],
      code: 'Add-MailboxPermission -Identity <address> -User <who signs in> -AccessRights FullAccess -AutoMapping $false',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-off-for-mailbox', 'shared-mailbox-full-access-missing', 'alias-as-user-name'],
};
