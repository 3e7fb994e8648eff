import type { Cause } from '../../cause.ts';

export const smtpTokenOfAnotherMailbox: Cause = {
  id: 'smtp-token-of-another-mailbox',
  title: {
    en: '"535 5.7.3" after consent by an administrator: the token\'s owner is not the mailbox that sends',
    ja: '管理者が同意した後の「535 5.7.3」: トークンの持ち主が送信するメールボックスと違う',
  },
  what: {
    en: 'SMTP was given the token of one person and the address of another.',
    ja: 'SMTP に、ある人のトークンと別の人のアドレスが渡されました。',
  },
  why: {
    en: 'Whoever signs in on Microsoft\'s page owns the token. An administrator who signs in "for" the sender gets a token for their own mailbox.',
    ja: 'トークンは Microsoft の画面でサインインした人のものです。管理者が送信者の「代わりに」サインインしても、得られるのは管理者のトークンです。',
  },
  symptoms: [{ on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 43 }],
  conditions: [
    {
      when: { 'user.matches': 'no' },
      add: 50,
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
      add: 50,
      because: { en: 'somebody else than the owner signed in', ja: '所有者以外の人がサインインした' },
    },
    {
      when: { 'consent.by': 'owner' },
      add: -60,
      because: { en: 'the owner of the mailbox signed in', ja: 'メールボックスの所有者がサインインした' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -35,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'alias' },
      add: -20,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
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
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'token.permits': 'no' },
      add: -15,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -50,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -50,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
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
      when: { 'works.elsewhere': 'imap' },
      add: -5,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
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
          en: 'Sign in with the account that sends, in a private browser window.',
          ja: '送信するアカウントで、プライベート ウィンドウからサインインし直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Take `user=` from the token and ask for the right account with `login_hint`.',
          ja: '`user=` はトークンから取り、`login_hint` で正しいアカウントを選んでもらいます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Admin consent alone makes no token for the sender: the sender signs in once.',
          ja: '管理者の同意だけでは送信者のトークンは得られません。送信者本人が 1 回サインインします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-of-another-mailbox', 'smtp-shared-mailbox-as-user'],
};
