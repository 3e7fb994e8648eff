import type { Cause } from '../../cause.ts';

export const smtpAuthOffForMailbox: Cause = {
  id: 'smtp-auth-off-for-mailbox',
  title: {
    en: '"535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox": SMTP AUTH is off for this mailbox',
    ja: '「535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox」: このメールボックスの SMTP AUTH が無効',
  },
  what: {
    en: 'This mailbox may not be used to send by SMTP, whether by password or by token.',
    ja: 'このメールボックスは、パスワードでもトークンでも SMTP での送信に使えません。',
  },
  why: {
    en: "The switch of a mailbox wins over the organization's. Older servers only say 535 5.7.3.",
    ja: 'メールボックスの設定は組織の設定より優先されます。単に 535 5.7.3 とだけ返る場合もあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'smtp-auth-on' }, weight: 68 },
    { on: 'told', where: { fact: 'mailbox.switch', value: 'off' }, given: { protocol: 'smtp' }, weight: 25 },
    {
      on: 'told',
      where: { fact: 'works.elsewhere', value: 'imap' },
      given: { protocol: 'smtp' },
      weight: 22,
    },
    { on: 'complaint', where: { provider: 'microsoft', protocol: 'smtp' }, weight: 36 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.139' }, weight: 36 },
    { on: 'reply', says: ['disabled for the mailbox'], weight: 96 },
    { on: 'reply', says: ['smtpclientauthentication is disabled'], saysNot: ['for the tenant'], weight: 70 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 40 },
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
      when: { 'account.type': 'personal' },
      add: -60,
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
      add: 22,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'token.permits': 'no' },
      add: -30,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'token.permits': 'yes' },
      add: 8,
      because: { en: 'the permission is in the token', ja: 'トークンに権限が入っている' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -10,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
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
      when: { 'token.flaw': 'yes' },
      add: -30,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
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
          en: 'Send through Graph (Mail.Send) where SMTP AUTH stays off.',
          ja: 'SMTP AUTH が無効のままなら Graph（Mail.Send）で送信します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Allow it for the mailbox, or in the admin center: Users > Active users > the person > Mail > Manage email apps > Authenticated SMTP. Wait up to two hours.',
          ja: 'メールボックスで許可します。管理センターでは［ユーザー］>［アクティブなユーザー］> 対象者 >［メール］>［電子メール アプリを管理する］>［認証済み SMTP］です。反映には最大 2 時間かかります。',
        },
      ],
      code: `Get-CASMailbox -Identity <address> | Format-List SmtpClientAuthenticationDisabled
Set-CASMailbox -Identity <address> -SmtpClientAuthenticationDisabled $false`,
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Enable or disable authenticated client SMTP submission (SMTP AUTH) in Exchange Online"',
  ],
  related: ['smtp-auth-off-for-tenant', 'smtp-security-defaults', 'exchange-change-not-active-yet'],
};
