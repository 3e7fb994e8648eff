import type { Cause } from '../../cause.ts';

export const smtpAuthOffForTenant: Cause = {
  id: 'smtp-auth-off-for-tenant',
  title: {
    en: '"535 5.7.139 SmtpClientAuthentication is disabled for the Tenant": SMTP AUTH is off in the organization, for OAuth too',
    ja: '「535 5.7.139 SmtpClientAuthentication is disabled for the Tenant」: 組織で SMTP AUTH が無効（OAuth も対象）',
  },
  what: {
    en: 'The organization lets no program sign in to send mail by SMTP. A token changes nothing about it.',
    ja: '組織全体で、プログラムが SMTP にサインインして送信することが禁止されています。トークンを使っても同じです。',
  },
  why: {
    en: 'SMTP AUTH is off by default in newer organizations. The switch is about signing in to SMTP at all, not about passwords.',
    ja: '新しい組織では SMTP AUTH は既定で無効です。この設定はパスワードだけでなく、SMTP へのサインイン全体に適用されます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'tenant-smtp-off' }, weight: 84 },
    { on: 'told', where: { fact: 'helped', value: 'smtp-auth-on' }, weight: 50 },
    { on: 'told', where: { fact: 'helped', value: 'tenant-smtp-auth-on' }, weight: 68 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.139' }, weight: 38 },
    { on: 'reply', says: ['disabled for the tenant'], weight: 96 },
    { on: 'reply', says: ['smtp_auth_disabled'], saysNot: ['for the mailbox'], weight: 62 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 32 },
  ],
  conditions: [
    {
      when: { 'mailbox.switch': 'off' },
      add: 10,
      because: { en: 'the protocol is switched off', ja: 'プロトコルが無効になっている' },
    },
    {
      when: { 'mailbox.switch': 'on' },
      add: -45,
      because: { en: 'the protocol is switched on', ja: 'プロトコルは有効になっている' },
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
      when: { 'works.elsewhere': 'imap' },
      add: 10,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
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
      add: -50,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator to allow SMTP AUTH for your mailbox.',
          ja: '管理者に、自分のメールボックスの SMTP AUTH を許可するよう依頼してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send through Graph (Mail.Send) where the administrator keeps SMTP AUTH off: it is not touched by the switch.',
          ja: '管理者が SMTP AUTH を無効のままにする場合は、Graph（Mail.Send）で送信します。この設定の影響を受けません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: "Better than the whole organization: allow it for the mailboxes that need it. A mailbox's own value wins. Wait up to two hours.",
          ja: '組織全体ではなく、必要なメールボックスだけ許可するのがよいでしょう。メールボックスの値が優先されます。反映には最大 2 時間かかります。',
        },
      ],
      code: `Set-CASMailbox -Identity <address> -SmtpClientAuthenticationDisabled $false
Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
Set-TransportConfig -SmtpClientAuthenticationDisabled $false`,
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Enable or disable authenticated client SMTP submission (SMTP AUTH) in Exchange Online"',
  ],
  related: ['smtp-auth-off-for-mailbox', 'smtp-security-defaults'],
};
