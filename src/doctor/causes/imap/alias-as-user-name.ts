import type { Cause } from '../../cause.ts';

export const aliasAsUserName: Cause = {
  id: 'alias-as-user-name',
  title: {
    en: '"User is authenticated but not connected": user= is an alias or the sign-in name, not the primary address',
    ja: '「User is authenticated but not connected」: user= がプライマリ アドレスではなく、エイリアスまたはサインイン名になっている',
  },
  what: {
    en: 'The mailbox is the right one, but it was named by one of its other addresses.',
    ja: 'メールボックス自体は正しいのですが、別名のアドレスで指定されています。',
  },
  why: {
    en: 'IMAP, POP and SMTP look the mailbox up by its primary address. An alias opens nothing; the sign-in name (userPrincipalName), where it is another one, opens it at some servers and not at others.',
    ja: 'IMAP、POP、SMTP はプライマリ アドレスでメールボックスを探します。エイリアスでは開けません。サインイン名（userPrincipalName）がプライマリ アドレスと異なる場合、開けるかどうかはサーバーによって異なります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'primary-address' }, weight: 66 },
    { on: 'told', where: { fact: 'noticed', value: 'upn-differs' }, weight: 64 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 31 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 30 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 16,
    },
  ],
  conditions: [
    {
      when: { 'mailbox.kind': 'alias' },
      add: 65,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -60,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -60,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'user.matches': 'no' },
      add: 12,
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
      when: { 'token.actor': 'app' },
      add: -40,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'consent.by': ['admin', 'other'] },
      add: -20,
      because: { en: 'somebody else than the owner signed in', ja: '所有者以外の人がサインインした' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -50,
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
      when: { 'token.state': 'expired' },
      add: -30,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
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
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Enter the primary address in the program as user name. For a personal account it is shown at account.microsoft.com > Your info > Sign-in preferences.',
          ja: 'プログラムのユーザー名にはプライマリ アドレスを入力してください。個人アカウントでは account.microsoft.com の［あなたの情報］>［サインインの設定］で確認できます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: "Take `user=` from Graph's `/me`: `mail` first, and `userPrincipalName` where the server refuses that. Neither from what was typed nor from the token, whose `upn` and `preferred_username` need not be an address.",
          ja: '`user=` は Graph の `/me` から取得します。まず `mail` を使い、サーバーが拒否した場合は `userPrincipalName` を使います。入力された文字列や、トークンの `upn`、`preferred_username` はアドレスとは限らないため使いません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'The primary address and the aliases:',
          ja: 'プライマリ アドレスとエイリアスは次のコマンドで分かります。',
        },
      ],
      code: 'Get-EXOMailbox -Identity <address> | Format-List PrimarySmtpAddress,UserPrincipalName,EmailAddresses',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-of-another-mailbox'],
};
