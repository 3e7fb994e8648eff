import type { Cause } from '../../cause.ts';

export const backslashUserName: Cause = {
  id: 'backslash-user-name',
  title: {
    en: 'Shared mailbox fails with user\\shared as user name: use the plain shared address',
    ja: '共有メールボックスを user\\shared の形で指定すると失敗する: 共有アドレスをそのまま使う',
  },
  what: {
    en: 'The mailbox was named in the old form `person@domain\\shared@domain`.',
    ja: 'メールボックスが `person@domain\\shared@domain` という古い形で指定されています。',
  },
  why: {
    en: 'That form is from the time of passwords. With a token `user=` is the shared mailbox alone; the token says who signs in. Some programs still recommend the old form.',
    ja: 'この形はパスワード認証の時代のものです。トークンを使う場合、`user=` には共有メールボックスだけを指定します。誰がサインインするかはトークンが示します。古い形を勧めるプログラムもまだあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'backslash-user' }, weight: 70 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 16 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 10,
    },
  ],
  conditions: [
    {
      when: { noticed: 'backslash-user' },
      add: 45,
      because: { en: 'the user name has a backslash', ja: 'ユーザー名にバックスラッシュがある' },
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
      when: { 'mailbox.kind': 'shared' },
      add: 8,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -60,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -30,
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
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send `user=<shared address>` with the token of a person who has FullAccess.',
          ja: 'FullAccess を持つ人のトークンで `user=<共有アドレス>` を送ります。',
        },
      ],
    },
    administrator: {
      steps: [
        { en: 'See to it that the person has FullAccess.', ja: '本人に FullAccess があることを確認します。' },
      ],
      code: 'Add-MailboxPermission -Identity <shared mailbox> -User <person> -AccessRights FullAccess -AutoMapping $false',
    },
  },
  certainty: 'unsettled',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['shared-mailbox-full-access-missing', 'smtp-shared-mailbox-as-user'],
};
