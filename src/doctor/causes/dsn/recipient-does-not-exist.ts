import type { Cause } from '../../cause.ts';

export const recipientDoesNotExist: Cause = {
  id: 'recipient-does-not-exist',
  title: {
    en: '"550 5.1.1" or "5.1.10 RecipientNotFound": the address does not exist',
    ja: '「550 5.1.1」「5.1.10 RecipientNotFound」: 宛先のアドレスが存在しない',
  },
  what: {
    en: 'The receiving server knows no mailbox of this address.',
    ja: '受信側のサーバーに、このアドレスのメールボックスがありません。',
  },
  why: {
    en: 'A typing error, an address that is gone, an entry of the autocomplete list that points to an old account, or a domain that was moved and whose mailbox was not.',
    ja: '入力の誤り、廃止されたアドレス、古いアカウントを指すオートコンプリートの候補、メールボックスの移行漏れなどが原因です。',
  },
  symptoms: [
    { on: 'reply', where: { code: 550, enhanced: '5.5.0' }, says: ['mailbox unavailable'], weight: 78 },

    { on: 'dsn', where: { status: ['5.1.1', '5.1.10', '5.1.0', '5.1.6', '5.4.1'] }, weight: 85 },
    { on: 'reply', where: { enhanced: ['5.1.1', '5.1.10'], protocol: ['smtp', 'unknown'] }, weight: 82 },
    {
      on: 'dsn',
      says: [
        'recipientnotfound',
        'recipient not found',
        'user unknown',
        'no such user',
        'mailbox unavailable',
      ],
      weight: 78,
    },
    // Exchange Online Protection turns away whom the directory does not know.
    { on: 'reply', says: ['recipient address rejected access denied'], weight: 82 },
    { on: 'dsn', says: ['recipient address rejected access denied'], weight: 88 },
    { on: 'reply', says: ['recipient not found by smtp address lookup', 'recipientnotfound'], weight: 78 },
    {
      on: 'reply',
      where: { code: 550 },
      says: ['user unknown', 'no such user', 'recipient not found', 'recipientnotfound'],
      weight: 76,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Write the address anew instead of choosing it from the list, and ask the recipient by another way.',
          ja: '候補から選ばずアドレスを入力し直し、別の手段で宛先に確認してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: "For an own domain: does the mailbox exist, and is the domain's type (authoritative or internal relay) right?",
          ja: '自社ドメインの場合は、メールボックスの有無とドメインの種類（権限あり／内部の中継）を確認します。',
        },
      ],
      code: `Get-EXORecipient -Identity <address>
Get-AcceptedDomain`,
    },
  },
  certainty: 'documented',
  sources: [
    'RFC 3463, section 3.2',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['recipient-domain-not-found'],
};
