import type { Cause } from '../../cause.ts';

export const mfaRequired: Cause = {
  id: 'mfa-required',
  title: {
    en: 'AADSTS50076, AADSTS50074, AADSTS50078: you must use multi-factor authentication to access the resource',
    ja: 'AADSTS50076・AADSTS50074・AADSTS50078: リソースへのアクセスには多要素認証が必要',
  },
  what: {
    en: 'The server wants a second factor before it gives a token.',
    ja: 'トークンの発行には多要素認証が必要です。',
  },
  why: {
    en: 'An administrator changed a policy, the user moved to a new place, or the factor was given too long ago. A refresh in the background cannot answer it.',
    ja: '管理者がポリシーを変更した、場所が変わった、前回の認証から時間が経った、などです。バックグラウンドの更新では応答できません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'second-factor' }, weight: 34 },
    {
      on: 'complaint',
      where: { provider: 'microsoft' },
      given: { noticed: 'second-factor' },
      weight: 58,
    },
    { on: 'oauth-error', where: { numbers: 500121 }, weight: 84 },

    { on: 'oauth-error', where: { numbers: [50074, 50078, 50158, 50161] }, weight: 90 },
    { on: 'oauth-error', where: { numbers: 50076 }, weight: 72 },
    { on: 'oauth-error', where: { suberror: 'basic_action', server: ['microsoft', 'unknown'] }, weight: 62 },
    {
      on: 'oauth-error',
      says: [
        'must use multi-factor authentication',
        'multi-factor authentication is required',
        'multifactor authentication',
      ],
      weight: 76,
    },
  ],
  conditions: [
    {
      when: { flow: 'password' },
      add: -25,
      because: {
        en: 'the password flow cannot answer a second factor',
        ja: 'パスワードのフローでは応答できない',
      },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain'], protocol: ['imap', 'pop', 'smtp'] },
      add: -15,
      because: {
        en: 'a mail program signs in with the password',
        ja: 'メールソフトがパスワードでサインインしている',
      },
    },
    {
      when: { 'other-resource': 'works' },
      add: -15,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and answer the second factor.',
          ja: 'もう一度サインインし、多要素認証に応答してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the scopes that were refused and pass `claims` through, where the answer had them. Keep the refresh token.',
          ja: '拒否されたスコープを付けて /authorize へ誘導し、応答に `claims` があればそのまま渡します。更新トークンは残します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Exempt accounts that run unattended, or give them app-only access.',
          ja: '無人で動くアカウントはポリシーの対象外にするか、アプリ専用のアクセスに切り替えます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft Authentication Library (source)',
    'public reports',
  ],
  related: ['mfa-for-one-resource', 'mfa-not-enrolled'],
};
