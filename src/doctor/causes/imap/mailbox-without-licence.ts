import type { Cause } from '../../cause.ts';

export const mailboxWithoutLicence: Cause = {
  id: 'mailbox-without-licence',
  title: {
    en: '"User is authenticated but not connected": the account has no Exchange Online mailbox or licence',
    ja: '「User is authenticated but not connected」: Exchange Online のメールボックスまたはライセンスがない',
  },
  what: {
    en: 'The person can sign in, but there is no mailbox in Exchange Online that could be opened.',
    ja: 'サインインはできますが、開くべき Exchange Online のメールボックスがありません。',
  },
  why: {
    en: 'No licence for Exchange Online, a licence that was taken away, a mailbox that is still on-premises, or a guest account.',
    ja: 'Exchange Online のライセンスがない、外された、メールボックスがまだオンプレミスにある、またはゲスト アカウントである、といった場合です。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'licence', value: 'no' },
      given: { protocol: ['imap', 'pop'] },
      weight: 20,
    },
    { on: 'told', where: { fact: 'helped', value: 'licence' }, weight: 66 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 36 },
    { on: 'reply', says: ['mailbox logon failure', 'MapiExceptionLogonFailed'], weight: 44 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 14,
    },
  ],
  conditions: [
    {
      when: { licence: 'no' },
      add: 55,
      because: { en: 'the mailbox has no licence', ja: 'メールボックスにライセンスがない' },
    },
    {
      when: { licence: 'yes' },
      add: -100,
      because: { en: 'the mailbox has a licence', ja: 'メールボックスにライセンスがある' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -20,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -15,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'works.elsewhere': 'graph' },
      add: -50,
      because: { en: 'Graph works with the same account', ja: '同じアカウントで Graph は動く' },
    },
    {
      when: { 'works.elsewhere': ['imap', 'smtp'] },
      add: -40,
      because: {
        en: 'another mail protocol works with the same account',
        ja: '同じアカウントで別のメールプロトコルは動く',
      },
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
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Microsoft 365 admin center > Users > Active users > the person > Licenses and apps: tick a licence that contains Exchange Online. The mailbox follows within minutes to hours.',
          ja: 'Microsoft 365 管理センター >［ユーザー］>［アクティブなユーザー］> 対象者 >［ライセンスとアプリ］で、Exchange Online を含むライセンスを選びます。メールボックスは数分から数時間で作成されます。',
        },
      ],
      code: `Get-EXOMailbox -Identity <address> | Format-List RecipientTypeDetails,PrimarySmtpAddress
Get-MailUser -Identity <address>`,
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-of-another-mailbox', 'access-policy-at-mailbox'],
};
