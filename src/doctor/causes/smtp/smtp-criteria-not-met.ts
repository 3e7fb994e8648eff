import type { Cause } from '../../cause.ts';

export const smtpCriteriaNotMet: Cause = {
  id: 'smtp-criteria-not-met',
  title: {
    en: '"535 5.7.139 the request did not meet the criteria to be authenticated successfully": a policy refused the sign-in',
    ja: '「535 5.7.139 the request did not meet the criteria to be authenticated successfully」: ポリシーがサインインを拒否した',
  },
  what: {
    en: 'An authentication policy or Conditional Access of the organization refused this sign-in.',
    ja: '組織の認証ポリシーまたは条件付きアクセスが、このサインインを拒否しました。',
  },
  why: {
    en: 'Most often legacy authentication is blocked and the program sent a password. It can also be the network, the device or the kind of app.',
    ja: '多くは、レガシ認証がブロックされているのにパスワードを送っている場合です。ネットワーク、デバイス、アプリの種類が原因のこともあります。',
  },
  symptoms: [
    { on: 'reply', where: { code: 535, enhanced: '5.7.139' }, weight: 34 },
    { on: 'reply', says: ['did not meet the criteria', 'meet the criteria to be authenticated'], weight: 95 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator, and give them the time and the text in brackets.',
          ja: '管理者に、発生時刻と角かっこ内の文字列を伝えて相談してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Sign in by XOAUTH2 if a password was used.',
          ja: 'パスワードを使っている場合は XOAUTH2 に変えてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Read the sign-in log of the person (client app "Authenticated SMTP"): it names the policy.',
          ja: '本人のサインイン ログ（クライアント アプリ「Authenticated SMTP」）に、適用されたポリシーが表示されます。',
        },
      ],
      code: `Get-User -Identity <address> | Format-List AuthenticationPolicy
Get-AuthenticationPolicy | Format-List Name,AllowBasicAuthSmtp`,
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft, "Fix issues with printers, scanners, and LOB applications that send email"',
    'public reports',
  ],
  related: ['smtp-password-refused', 'smtp-security-defaults'],
};
