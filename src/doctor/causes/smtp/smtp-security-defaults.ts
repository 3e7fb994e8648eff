import type { Cause } from '../../cause.ts';

export const smtpSecurityDefaults: Cause = {
  id: 'smtp-security-defaults',
  title: {
    en: '"535 5.7.139 user is locked by your organization\'s security defaults policy": security defaults bar SMTP AUTH',
    ja: "「535 5.7.139 user is locked by your organization's security defaults policy」: セキュリティの既定値群が SMTP AUTH を禁止している",
  },
  what: {
    en: "The organization's security defaults keep the account from signing in to SMTP.",
    ja: '組織のセキュリティの既定値群により、SMTP へのサインインが禁止されています。',
  },
  why: {
    en: 'Security defaults switch older ways of signing in off, SMTP AUTH among them. The answer can also be a bare 535 5.7.3.',
    ja: 'セキュリティの既定値群は、SMTP AUTH を含む古い認証方式を無効にします。単に 535 5.7.3 とだけ返る場合もあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'security-defaults-off' }, weight: 68 },
    {
      on: 'told',
      where: { fact: 'security-defaults', value: 'on' },
      given: { protocol: 'smtp', 'mailbox.switch': 'on' },
      weight: 40,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.139' }, weight: 30 },
    { on: 'reply', says: ['security defaults policy', 'locked by ... security defaults'], weight: 95 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 37 },
  ],
  conditions: [
    {
      when: { 'security-defaults': 'on' },
      add: 45,
      because: { en: 'security defaults are on', ja: 'セキュリティの既定値群が有効である' },
    },
    {
      when: { 'security-defaults': 'off' },
      add: -100,
      because: { en: 'security defaults are off', ja: 'セキュリティの既定値群は無効である' },
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
      add: 15,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'works.elsewhere': 'imap', 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -15,
      because: {
        en: 'they would refuse the password for IMAP, too',
        ja: '既定値群が有効なら IMAP でもパスワードは拒否される',
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
      add: -50,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: 5,
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
    user: { steps: [{ en: 'Your administrator must decide it.', ja: '管理者の判断が必要です。' }] },
    developer: {
      steps: [
        {
          en: 'Sign in by XOAUTH2 rather than a password, or send through Graph (Mail.Send).',
          ja: 'パスワードではなく XOAUTH2 でサインインするか、Graph（Mail.Send）で送信します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Replace security defaults by Conditional Access policies (Microsoft Entra admin center > Overview > Properties > Manage security defaults) and then allow SMTP AUTH for the mailbox; or keep them and let the program send through Graph.',
          ja: 'セキュリティの既定値群を条件付きアクセス ポリシーに置き換え（Microsoft Entra 管理センター >［概要］>［プロパティ］>［セキュリティの既定値群の管理］）、メールボックスの SMTP AUTH を許可します。または既定値群を維持し、プログラムは Graph で送信します。',
        },
      ],
      code: 'Set-CASMailbox -Identity <address> -SmtpClientAuthenticationDisabled $false',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Security defaults in Microsoft Entra ID"', 'public reports'],
  related: ['smtp-auth-off-for-mailbox', 'smtp-auth-off-for-tenant'],
};
