import type { Cause } from '../../cause.ts';

export const smtpBasicAuthenticationEnded: Cause = {
  id: 'smtp-basic-authentication-ended',
  title: {
    en: '"550 5.7.30 Basic authentication is not supported for Client Submission": passwords over SMTP have ended',
    ja: '「550 5.7.30 Basic authentication is not supported for Client Submission」: SMTP のパスワード認証は終了した',
  },
  what: {
    en: 'Exchange Online refuses a sign-in by password for sending, for good.',
    ja: 'Exchange Online は、送信時のパスワードによるサインインを恒久的に拒否しています。',
  },
  why: {
    en: 'The retirement of basic authentication for SMTP AUTH reaches its last stage. As announced in January 2026: off by default at the end of December 2026, with a switch for existing organizations, and a final date to be named in the second half of 2027. OAuth is not touched.',
    ja: 'SMTP AUTH の基本認証の廃止が最終段階に入っています。2026 年 1 月の発表では、2026 年 12 月末に既定で無効になり（既存の組織は再度有効化可能）、最終的な廃止日は 2027 年後半に告知されます。OAuth は対象外です。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.7.30' }, weight: 92 },
    {
      on: 'reply',
      says: [
        'basic authentication is not supported for client submission',
        'basic authentication is not supported',
      ],
      weight: 96,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -30,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Use a program that signs in with Microsoft (OAuth2).',
          ja: 'Microsoft のサインイン（OAuth2）に対応したプログラムを使ってください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Sign in by XOAUTH2 with a token that holds SMTP.Send, or send through Graph.',
          ja: 'SMTP.Send の入ったトークンで XOAUTH2 を使うか、Graph で送信します。',
        },
      ],
      code: 'scope=https://outlook.office.com/SMTP.Send offline_access',
    },
    administrator: {
      steps: [
        {
          en: 'For devices that know passwords only: put a relay between that signs in by OAuth, or use a connector (SMTP relay) bound to your address.',
          ja: 'パスワードしか使えない機器には、OAuth でサインインする中継を挟むか、IP アドレスで認証するコネクタ（SMTP リレー）を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft 365 message center, MC786329'],
  related: ['smtp-password-refused', 'password-at-exchange'],
};
