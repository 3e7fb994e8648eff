import type { Cause } from '../../cause.ts';

export const popPermissionMissing: Cause = {
  id: 'pop-permission-missing',
  title: {
    en: 'POP "Authentication failure": the token does not hold POP.AccessAsUser.All',
    ja: 'POP の「Authentication failure」: トークンに POP.AccessAsUser.All が入っていない',
  },
  what: {
    en: 'The token is for Exchange, with permissions for IMAP or SMTP only. POP has one of its own.',
    ja: 'トークンは Exchange 宛てですが、IMAP や SMTP の権限しかありません。POP には専用の権限が必要です。',
  },
  why: {
    en: 'POP wants POP.AccessAsUser.All (a person) or POP.AccessAsApp (an app). The sentence speaks of user name and password because it is older than tokens.',
    ja: 'POP には POP.AccessAsUser.All（人）または POP.AccessAsApp（アプリ）が必要です。応答がユーザー名とパスワードの誤りと言うのは、トークン以前からの文だからです。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'pop-permission' }, weight: 68 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 48,
    },
    {
      on: 'complaint',
      where: { provider: 'microsoft', protocol: 'pop' },
      given: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      weight: 40,
    },
  ],
  conditions: [
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
      when: { 'works.elsewhere': ['imap', 'smtp'] },
      add: 20,
      because: {
        en: 'another mail protocol works with the same account',
        ja: '同じアカウントで別のメールプロトコルは動く',
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
      when: { 'token.use': ['id', 'refresh'] },
      add: -20,
      because: { en: 'it is not an access token at all', ja: 'そもそもアクセストークンではない' },
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
          en: 'Add POP.AccessAsUser.All to the registration, ask for it by its full name, and let the person consent again.',
          ja: '登録に POP.AccessAsUser.All を追加し、完全な名前で要求して、もう一度同意してもらいます。',
        },
      ],
      code: 'scope=https://outlook.office.com/POP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['graph-token-at-mail-server', 'imap-permission-missing'],
};
