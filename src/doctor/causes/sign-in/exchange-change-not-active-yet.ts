import type { Cause } from '../../cause.ts';

export const exchangeChangeNotActiveYet: Cause = {
  id: 'exchange-change-not-active-yet',
  title: {
    en: 'Still refused right after a permission or switch was changed in Exchange: wait up to two hours',
    ja: 'Exchange で権限や設定を変えた直後はまだ拒否される: 最大 2 時間待つ',
  },
  what: {
    en: 'The change is made but has not reached the servers that answer.',
    ja: '変更は済んでいますが、応答するサーバーにまだ反映されていません。',
  },
  why: {
    en: 'Exchange Online spreads changes of mailbox permissions, service principals and protocol switches in 15 to 30 minutes as a rule, and in up to two hours. A test inside that time proves nothing.',
    ja: 'Exchange Online では、メールボックスの権限、サービス プリンシパル、プロトコルの設定の変更が反映されるまでに通常 15～30 分、最大 2 時間かかります。その間の試験では何も判断できません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'changed.recently', value: 'yes' }, weight: 46 },
    { on: 'told', where: { fact: 'helped', value: 'waited' }, weight: 60 },
    {
      on: 'graph-error',
      where: { code: 'ErrorAccessDenied' },
      given: { noticed: 'policy-removed' },
      weight: 94,
    },
    { on: 'graph-error', where: { status: 403 }, given: { noticed: 'policy-removed' }, weight: 86 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 12,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 12,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 12 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 14 },
    {
      on: 'reply',
      where: { enhanced: '5.7.139' },
      says: ['smtpclientauthentication is disabled'],
      weight: 12,
    },
    { on: 'reply', says: ['sendasdenied', 'permissions to send as this sender'], weight: 12 },
  ],
  conditions: [
    // Who has just made an account has changed no permission.
    {
      when: { 'account.type': 'personal', 'account.age': 'new' },
      add: -75,
      because: { en: 'it is a new personal account', ja: '作成したばかりの個人アカウントである' },
    },
    {
      when: { 'changed.recently': 'yes' },
      add: 75,
      because: { en: 'something was changed less than two hours ago', ja: '変更してから 2 時間以内である' },
    },
    {
      when: { 'changed.recently': 'no' },
      add: -100,
      because: { en: 'nothing was changed in the last two hours', ja: '直近 2 時間に変更はない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -50,
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
      when: { 'user.matches': 'no' },
      add: -20,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Wait two hours after the change, then try once more.',
          ja: '変更から 2 時間待って、もう一度試してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Check that the change is stored, and wait.',
          ja: '変更が保存されていることを確認して待ちます。',
        },
      ],
      code: `Get-CASMailbox -Identity <address> | Format-List ImapEnabled,PopEnabled,SmtpClientAuthenticationDisabled
Get-MailboxPermission -Identity <address>`,
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'Microsoft, Exchange Online PowerShell reference'],
  related: ['imap-off-for-mailbox', 'app-full-access-missing'],
};
