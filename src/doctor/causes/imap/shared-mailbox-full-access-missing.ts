import type { Cause } from '../../cause.ts';

export const sharedMailboxFullAccessMissing: Cause = {
  id: 'shared-mailbox-full-access-missing',
  title: {
    en: 'Shared mailbox "User is authenticated but not connected": FullAccess is missing',
    ja: '共有メールボックスで「User is authenticated but not connected」: FullAccess 権限がない',
  },
  what: {
    en: 'A person signed in with their own token and asked for a mailbox that they may not open.',
    ja: '本人のトークンでサインインし、開く権限のないメールボックスを指定しました。',
  },
  why: {
    en: "For a shared or another's mailbox, `user=` is that mailbox and the token is the person's. Exchange then looks for the permission FullAccess. Membership of a group that is mapped for Outlook is not always enough, and a new permission takes up to two hours.",
    ja: '共有メールボックスや他人のメールボックスでは、`user=` にそのメールボックスを指定し、トークンは本人のものを使います。Exchange は FullAccess 権限を確認します。付与した権限が有効になるまで最大 2 時間かかります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'full-access' }, weight: 62 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 44 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      given: { 'mailbox.kind': 'shared' },
      weight: 32,
    },
    { on: 'reply', says: ['mailbox logon failure', 'MapiExceptionLogonFailed'], weight: 50 },
    // POP signs in as well, and refuses the command after it.
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err' },
      says: ['not valid in this state'],
      given: { 'mailbox.kind': 'shared' },
      weight: 44,
    },
  ],
  conditions: [
    {
      when: { 'mailbox.kind': 'shared' },
      add: 36,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -60,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
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
      add: -60,
      because: { en: 'the token belongs to the mailbox', ja: 'トークンの持ち主とメールボックスが同じである' },
    },
    {
      when: { 'mailbox.access': 'no' },
      add: 50,
      because: { en: 'there is no FullAccess to the mailbox', ja: 'メールボックスの FullAccess がない' },
    },
    {
      when: { 'mailbox.access': 'yes' },
      add: -100,
      because: { en: 'there is FullAccess to the mailbox', ja: 'メールボックスの FullAccess がある' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -60,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'consent.by': ['admin', 'other'] },
      add: -5,
      because: { en: 'somebody else than the owner signed in', ja: '所有者以外の人がサインインした' },
    },
    {
      when: { timing: 'since-today' },
      add: -25,
      because: { en: 'it worked before', ja: '以前は動いていた' },
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
          en: "Send the shared mailbox's plain address as `user=` and the token of the person.",
          ja: '`user=` には共有メールボックスのアドレスをそのまま、トークンは本人のものを送ります。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Give the person FullAccess, and see to it that IMAP is on for the person.',
          ja: '本人に FullAccess を与え、本人の IMAP が有効であることを確認します。',
        },
      ],
      code: `Add-MailboxPermission -Identity <shared mailbox> -User <person> -AccessRights FullAccess -AutoMapping $false
Get-CASMailbox -Identity <person> | Format-List ImapEnabled`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['token-of-another-mailbox', 'app-full-access-missing', 'backslash-user-name'],
};
