import type { Cause } from '../../cause.ts';

export const aliasAsSender: Cause = {
  id: 'alias-as-sender',
  title: {
    en: '"SendAsDenied" for one\'s own alias: SendFromAliasEnabled is off',
    ja: '自分のエイリアスからの送信で「SendAsDenied」: SendFromAliasEnabled が無効',
  },
  what: {
    en: 'The sender is an alias of the mailbox that signed in, and the organization does not allow sending from aliases.',
    ja: '差出人がサインインしたメールボックスのエイリアスで、組織がエイリアスからの送信を許可していません。',
  },
  why: {
    en: 'By default Exchange sends with the primary address only.',
    ja: 'Exchange は既定ではプライマリ アドレスからの送信だけを許可します。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.7.60', '5.2.252'] }, weight: 56 },
    {
      on: 'reply',
      says: ['permissions to send as this sender', 'sendasdenied', 'sendasdeniedexception'],
      weight: 58,
    },
  ],
  conditions: [
    {
      when: { 'mailbox.kind': 'alias' },
      add: 50,
      because: { en: 'the address is an alias', ja: 'アドレスがエイリアスである' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -60,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'mailbox.kind': 'own' },
      add: -40,
      because: { en: 'it is their own mailbox', ja: '本人のメールボックスである' },
    },
    {
      when: { 'sender.matches': 'yes' },
      add: -60,
      because: {
        en: 'From is the address of the mailbox',
        ja: 'From がサインインしたメールボックスと同じである',
      },
    },
    {
      when: { 'account.type': 'personal' },
      add: -30,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [{ en: 'Send with your primary address.', ja: 'プライマリ アドレスから送信してください。' }],
    },
    administrator: {
      steps: [{ en: 'Allow it for the organization.', ja: '組織でエイリアスからの送信を許可します。' }],
      code: 'Set-OrganizationConfig -SendFromAliasEnabled $true',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Set-OrganizationConfig"'],
  related: ['send-as-denied'],
};
