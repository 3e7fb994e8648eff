import type { Cause } from '../../cause.ts';

export const popOffForMailbox: Cause = {
  id: 'pop-off-for-mailbox',
  title: {
    en: 'POP "Authentication failure" with a good token: POP is off for the mailbox (work account)',
    ja: '正しいトークンでも POP の「Authentication failure」: メールボックスの POP が無効（職場アカウント）',
  },
  what: {
    en: 'The token is good, but POP is switched off for this mailbox or for the organization.',
    ja: 'トークンは正しいのですが、このメールボックスまたは組織で POP が無効になっています。',
  },
  why: {
    en: "Administrators switch POP off for single mailboxes or by a mailbox plan. POP has a switch of its own beside IMAP's.",
    ja: '管理者はメールボックス単位、またはメールボックス プランで POP を無効にできます。POP と IMAP の設定は別です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'pop-on' }, weight: 66 },
    { on: 'told', where: { fact: 'mailbox.switch', value: 'off' }, given: { protocol: 'pop' }, weight: 25 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 42,
    },
    { on: 'reply', where: { protocol: 'pop' }, says: ['authenticated but not connected'], weight: 30 },
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err' },
      says: ['not valid in this state'],
      weight: 55,
    },
  ],
  conditions: [
    {
      when: { 'mailbox.switch': 'off' },
      add: 50,
      because: { en: 'the protocol is switched off', ja: 'プロトコルが無効になっている' },
    },
    {
      when: { 'mailbox.switch': 'on' },
      add: -100,
      because: { en: 'the protocol is switched on', ja: 'プロトコルは有効になっている' },
    },
    {
      when: { 'account.type': 'work' },
      add: 10,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'works.elsewhere': ['imap', 'smtp'] },
      add: 20,
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
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: -30,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
    },
    {
      when: { 'token.permits': 'no' },
      add: -30,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -50,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
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
    user: {
      steps: [
        {
          en: 'Ask your administrator to switch POP on, or use IMAP.',
          ja: '管理者に POP を有効にするよう依頼するか、IMAP を使ってください。',
        },
      ],
    },
    administrator: {
      steps: [{ en: 'Switch it on, then wait up to two hours.', ja: '有効にして、最大 2 時間待ちます。' }],
      code: `Get-CASMailbox -Identity <address> | Format-List PopEnabled
Set-CASMailbox -Identity <address> -PopEnabled $true`,
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Set-CASMailbox"'],
  related: ['imap-off-for-mailbox', 'pop-off-at-outlook-com'],
};
