// What may be known of the mailbox, and of whose it is.

import type { FactSheet } from './fact-sheet.ts';

export const mailboxFacts = {
  /** Is the mailbox that is opened the one of whoever signed in? */
  'user.matches': {
    values: ['yes', 'no'],
    question: {
      en: 'Who signed in, and which mailbox is opened? Give `--token -` and `--user`.',
      ja: 'サインインした人と、開こうとしているメールボックスは同じですか。`--token -` と `--user` を指定してください。',
    },
  },
  'mailbox.kind': {
    values: ['own', 'shared', 'alias', 'distribution-group'],
    question: {
      en: "Is it the person's own mailbox, a shared mailbox, or an alias?",
      ja: '本人のメールボックスですか、共有メールボックスですか、それともエイリアスですか。',
    },
  },
  'mailbox.switch': {
    values: ['on', 'off'],
    question: {
      en: 'Is the protocol switched on for the mailbox? `Get-CASMailbox -Identity <address> | Format-List ImapEnabled,PopEnabled,SmtpClientAuthenticationDisabled` shows it; on Outlook.com: Settings > Mail > Forwarding and IMAP.',
      ja: 'そのメールボックスでプロトコルは有効ですか。`Get-CASMailbox -Identity <アドレス> | Format-List ImapEnabled,PopEnabled,SmtpClientAuthenticationDisabled` で分かります。Outlook.com では［設定］>［メール］>［転送と IMAP］です。',
    },
  },
  'account.type': {
    values: ['personal', 'work'],
    question: {
      en: 'Is it a personal account (outlook.com, hotmail.com, live.com) or one of a company or school? Give `--account-type`.',
      ja: '個人アカウント（outlook.com、hotmail.com、live.com）ですか、職場または学校のアカウントですか。`--account-type` を指定してください。',
    },
  },
  /** Full access of whoever signs in (a person or an app) to a mailbox that is not their own. */
  'mailbox.access': {
    values: ['yes', 'no'],
    question: {
      en: 'Who may open the mailbox? `Get-MailboxPermission -Identity <address> | Format-Table User,AccessRights` must show FullAccess for whoever signs in.',
      ja: 'そのメールボックスを開けるのは誰ですか。`Get-MailboxPermission -Identity <アドレス> | Format-Table User,AccessRights` に、サインインする人（アプリ）の FullAccess があるはずです。',
    },
  },
  'send-as': {
    values: ['yes', 'no'],
    question: {
      en: 'May whoever signs in send as that address? `Get-RecipientPermission -Identity <address>` must show SendAs.',
      ja: 'サインインした人はそのアドレスとして送信できますか。`Get-RecipientPermission -Identity <アドレス>` に SendAs があるはずです。',
    },
  },
  /** Is the From address the one of the mailbox that signed in? */
  'sender.matches': {
    values: ['yes', 'no'],
    question: {
      en: 'Are the From address and MAIL FROM the address of the mailbox that signs in?',
      ja: 'From と MAIL FROM は、サインインするメールボックスのアドレスと同じですか。',
    },
  },
  licence: {
    values: ['yes', 'no'],
    question: {
      en: 'Has the mailbox a licence for Exchange Online? Microsoft 365 admin center > Users > Active users > Licenses and apps shows it.',
      ja: 'そのメールボックスに Exchange Online のライセンスはありますか。Microsoft 365 管理センターの［ユーザー］>［アクティブなユーザー］>［ライセンスとアプリ］で分かります。',
    },
  },
  'account.age': {
    values: ['new', 'old'],
    question: {
      en: 'Was the account created only recently?',
      ja: 'アカウントは最近作成したものですか。',
    },
  },
  /** One address, two accounts: a work account and a personal one. */
  'account.twin': {
    values: ['yes', 'no'],
    question: {
      en: 'Does Microsoft ask "Work or school account / Personal account" when this address signs in?',
      ja: 'このアドレスでサインインすると「職場または学校アカウント」「個人のアカウント」の選択が表示されますか。',
    },
  },
  /** A permission or switch in Exchange that has not had its two hours. */
  'changed.recently': {
    values: ['yes', 'no'],
    question: {
      en: 'Was the permission or switch changed less than two hours ago?',
      ja: '権限や設定を変更してから 2 時間以内ですか。',
    },
  },
} as const satisfies Record<string, FactSheet>;
