import type { Cause } from '../../cause.ts';

export const mailboxNotEnabledForRest: Cause = {
  id: 'mailbox-not-enabled-for-rest',
  title: {
    en: 'Graph 404 "MailboxNotEnabledForRESTAPI": the mailbox is inactive, soft-deleted, or on-premises',
    ja: 'Graph の 404「MailboxNotEnabledForRESTAPI」: メールボックスがない、削除済み、またはオンプレミスにある',
  },
  what: {
    en: 'The person exists, and has no mailbox that Graph could open.',
    ja: 'ユーザーは存在しますが、Graph で開けるメールボックスがありません。',
  },
  why: {
    en: 'No Exchange Online licence, a mailbox on-premises, a guest, or a personal account without a mailbox (signed up with a foreign address).',
    ja: 'Exchange Online のライセンスがない、オンプレミスのメールボックス、ゲスト、または（他社のアドレスで登録した）メールボックスのない個人アカウントです。',
  },
  symptoms: [
    {
      on: 'graph-error',
      where: {
        code: [
          'MailboxNotEnabledForRESTAPI',
          'ErrorMailboxNotEnabledForRESTAPI',
          'MailboxNotSupportedForRESTAPI',
        ],
      },
      weight: 94,
    },
    {
      on: 'graph-error',
      says: [
        'inactive soft deleted or is hosted on premise',
        'rest api is not yet supported for this mailbox',
        'resource could not be discovered',
      ],
      weight: 94,
    },
  ],
  conditions: [
    {
      when: { licence: 'no' },
      add: 3,
      because: { en: 'the mailbox has no licence', ja: 'メールボックスにライセンスがない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Check that you can open your mail at outlook.office.com with this account.',
          ja: 'このアカウントで outlook.office.com のメールを開けるか確認してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Assign a licence that contains Exchange Online, or migrate the mailbox.',
          ja: 'Exchange Online を含むライセンスを割り当てるか、メールボックスを移行します。',
        },
      ],
      code: 'Get-EXOMailbox -Identity <address> | Format-List RecipientTypeDetails',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['mailbox-without-licence'],
};
