import type { Cause } from '../../cause.ts';

export const sendAsDenied: Cause = {
  id: 'send-as-denied',
  title: {
    en: '"550 5.7.60 Client does not have permissions to send as this sender" or "5.2.252 SendAsDenied": From is another address',
    ja: '「550 5.7.60 Client does not have permissions to send as this sender」「5.2.252 SendAsDenied」: From が別のアドレス',
  },
  what: {
    en: 'The mailbox that signed in may not send with the address in MAIL FROM or From.',
    ja: 'サインインしたメールボックスには、MAIL FROM または From のアドレスとして送信する権限がありません。',
  },
  why: {
    en: 'Exchange lets a mailbox send as itself only, unless it was given SendAs for the other address. An app by itself needs the right too, for every address that differs from `user=`.',
    ja: 'SendAs 権限がない限り、メールボックスは自分自身としてしか送信できません。アプリ単独の場合も、`user=` と異なるアドレスには権限が必要です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'sender.matches', value: 'no' }, given: { protocol: 'smtp' }, weight: 56 },
    { on: 'told', where: { fact: 'helped', value: 'send-as' }, weight: 68 },
    { on: 'reply', where: { enhanced: ['5.7.60', '5.2.252'] }, weight: 92 },
    { on: 'dsn', where: { status: ['5.7.60', '5.2.252'] }, weight: 90 },
    {
      on: 'reply',
      says: [
        'permissions to send as this sender',
        'sendasdenied',
        'sendasdeniedexception',
        'mapiexceptionsendasdenied',
        'not allowed to send as',
      ],
      weight: 95,
    },
    {
      on: 'dsn',
      says: ['permissions to send as this sender', 'sendasdenied', 'not allowed to send as'],
      weight: 92,
    },
    { on: 'graph-error', where: { code: 'ErrorSendAsDenied' }, weight: 92 },
  ],
  conditions: [
    {
      when: { 'sender.matches': 'yes' },
      add: -60,
      because: {
        en: 'From is the address of the mailbox',
        ja: 'From がサインインしたメールボックスと同じである',
      },
    },
    {
      when: { 'send-as': 'yes' },
      add: -50,
      because: { en: 'there is the right to send as that address', ja: 'そのアドレスの SendAs 権限がある' },
    },
    {
      when: { 'mailbox.kind': 'alias' },
      add: -25,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Choose the address of the account that is signed in as sender.',
          ja: '差出人に、サインインしているアカウントのアドレスを選んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Put the address of the mailbox into `From` and `MAIL FROM`, and the other address into `Reply-To`.',
          ja: '`From` と `MAIL FROM` にはメールボックス自身のアドレスを使い、別のアドレスは `Reply-To` に入れます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Give the right to send as that address; it takes up to two hours.',
          ja: 'そのアドレスとして送信する権限を与えます。反映には最大 2 時間かかります。',
        },
      ],
      code: `Add-RecipientPermission -Identity <sender address> -Trustee <who signs in> -AccessRights SendAs
Get-RecipientPermission -Identity <sender address>`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Fix NDR error 550 5.7.60"', 'Microsoft support articles for Exchange Online'],
  related: ['alias-as-sender', 'smtp-shared-mailbox-as-user', 'exchange-change-not-active-yet'],
};
