import type { Cause } from '../../cause.ts';

export const imapOffForMailbox: Cause = {
  id: 'imap-off-for-mailbox',
  title: {
    en: '"User is authenticated but not connected" or "AUTHENTICATE failed": IMAP is off for the mailbox (work account)',
    ja: '「User is authenticated but not connected」「AUTHENTICATE failed」: メールボックスの IMAP が無効（職場アカウント）',
  },
  what: {
    en: 'The token is good, but IMAP is switched off for this mailbox or for the whole organization.',
    ja: 'トークンは正しいのですが、このメールボックスまたは組織全体で IMAP が無効になっています。',
  },
  why: {
    en: 'Administrators switch IMAP off for single mailboxes or by a mailbox plan. For a shared mailbox the switch of the person who signs in counts. Both answers have been seen for it.',
    ja: '管理者はメールボックス単位、またはメールボックス プランで IMAP を無効にできます。共有メールボックスではサインインする人の設定が使われます。応答としては両方の文が報告されています。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'imap-on' }, weight: 66 },
    { on: 'told', where: { fact: 'mailbox.switch', value: 'off' }, given: { protocol: 'imap' }, weight: 25 },
    { on: 'complaint', where: { provider: 'microsoft', protocol: ['imap', 'pop', 'unknown'] }, weight: 22 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 49 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 41,
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
      add: 12,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
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
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -15,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -25,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'mailbox.kind': 'shared', 'user.matches': 'no' },
      add: -10,
      because: {
        en: 'a shared mailbox follows the switch of the person',
        ja: '共有メールボックスでは人の設定が使われる',
      },
    },
    {
      when: { 'works.elsewhere': 'graph' },
      add: 15,
      because: { en: 'Graph works with the same account', ja: '同じアカウントで Graph は動く' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -20,
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
          en: 'Ask your administrator to switch IMAP on for your mailbox.',
          ja: '管理者に、自分のメールボックスの IMAP を有効にするよう依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Switch it on, then wait up to two hours. In the admin center: Users > Active users > the person > Mail > Manage email apps > IMAP.',
          ja: '有効にして、最大 2 時間待ちます。管理センターでは［ユーザー］>［アクティブなユーザー］> 対象者 >［メール］>［電子メール アプリを管理する］>［IMAP］です。',
        },
      ],
      code: `Get-CASMailbox -Identity <address> | Format-List ImapEnabled
Set-CASMailbox -Identity <address> -ImapEnabled $true`,
    },
  },
  certainty: 'unsettled',
  sources: ['Microsoft, "Set-CASMailbox"', 'public reports'],
  related: ['token-of-another-mailbox', 'imap-off-at-outlook-com', 'exchange-change-not-active-yet'],
};
