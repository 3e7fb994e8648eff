import type { Cause } from '../../cause.ts';

export const smtpSharedMailboxAsUser: Cause = {
  id: 'smtp-shared-mailbox-as-user',
  title: {
    en: '"535 5.7.3" with a shared mailbox as user name: sign in as yourself, put the shared address into From',
    ja: '共有メールボックスをユーザー名にすると「535 5.7.3」: 本人としてサインインし、From を共有アドレスにする',
  },
  what: {
    en: "SMTP was asked to sign in as the shared mailbox with a person's token.",
    ja: '本人のトークンで、共有メールボックスとして SMTP にサインインしようとしました。',
  },
  why: {
    en: 'IMAP opens a shared mailbox by `user=`; SMTP does not. It signs in the owner of the token, who then sends as the shared address, if allowed.',
    ja: 'IMAP では `user=` に共有メールボックスを指定できますが、SMTP ではできません。SMTP ではトークンの持ち主としてサインインし、許可があれば共有アドレスとして送信します。',
  },
  symptoms: [
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 41 },
    // It is read, and only sending fails.
    {
      on: 'told',
      where: { fact: 'mailbox.kind', value: 'shared' },
      given: { 'works.elsewhere': 'imap' },
      weight: 5,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.passed': 'yes', protocol: 'smtp' },
      add: -80,
      because: { en: 'the sign-in passed', ja: 'サインインは成功している' },
    },
    {
      when: { 'mailbox.kind': 'shared', protocol: 'smtp' },
      add: 55,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -100,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'alias' },
      add: -40,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
    {
      when: { 'user.matches': 'no' },
      add: 25,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'mailbox.access': 'yes' },
      add: 30,
      because: {
        en: 'whoever signs in has full access to the mailbox',
        ja: 'サインインした人にそのメールボックスへのフル アクセスがある',
      },
    },
    {
      when: { 'user.matches': 'yes' },
      add: -100,
      because: { en: 'the token belongs to the mailbox', ja: 'トークンの持ち主とメールボックスが同じである' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -60,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'works.elsewhere': 'imap' },
      add: 15,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
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
      add: -25,
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
      add: -30,
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
          en: "Send `user=` with the person's own address and the shared one in `MAIL FROM` and `From`.",
          ja: '`user=` には本人のアドレス、`MAIL FROM` と `From` には共有アドレスを指定します。',
        },
      ],
      code: `AUTH XOAUTH2 base64(user=<person>^Aauth=Bearer <token>^A^A)
MAIL FROM:<<shared mailbox>>`,
    },
    administrator: {
      steps: [
        {
          en: 'Give the person the right to send as the shared mailbox.',
          ja: '本人に、共有メールボックスとして送信する権限を与えます。',
        },
      ],
      code: 'Add-RecipientPermission -Identity <shared mailbox> -Trustee <person> -AccessRights SendAs',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft support articles for Exchange Online', 'public reports'],
  related: ['send-as-denied', 'smtp-token-of-another-mailbox'],
};
