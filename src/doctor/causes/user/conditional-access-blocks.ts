import type { Cause } from '../../cause.ts';

export const conditionalAccessBlocks: Cause = {
  id: 'conditional-access-blocks',
  title: {
    en: 'AADSTS53003: access has been blocked by Conditional Access policies',
    ja: 'AADSTS53003: 条件付きアクセス ポリシーによりアクセスがブロックされた',
  },
  what: {
    en: 'A Conditional Access policy of the organization does not allow this sign-in.',
    ja: '組織の条件付きアクセス ポリシーにより、このサインインは許可されません。',
  },
  why: {
    en: 'The policy looks at place, device, app, user and risk. No program can get round it, and signing in again does not help.',
    ja: 'ポリシーは場所、デバイス、アプリ、ユーザー、リスクなどで判断します。プログラム側では回避できず、サインインし直しても変わりません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'policy-excepted' }, weight: 68 },
    { on: 'oauth-error', where: { numbers: [50005, 50177] }, weight: 66 },

    { on: 'oauth-error', where: { numbers: 53003 }, weight: 62 },
    { on: 'oauth-error', where: { suberror: 'message_only', server: ['microsoft', 'unknown'] }, weight: 58 },
    {
      on: 'oauth-error',
      says: ['blocked by Conditional Access', 'does not meet the criteria to access this resource'],
      weight: 56,
    },
    // The message that Exchange puts into the inbox of a phone.
    {
      on: 'oauth-error',
      says: ['access has been blocked', 'access to email has been blocked', 'it department has blocked'],
      saysNot: ['blocked by conditional access', 'security defaults'],
      weight: 70,
    },
  ],
  conditions: [
    {
      when: { 'runs.on': 'server' },
      add: -10,
      because: { en: 'it runs on a server', ja: 'サーバーで動いている' },
    },
    {
      when: { 'other-network': 'works' },
      add: -25,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { 'other-network': 'fails' },
      add: 20,
      because: { en: 'it fails from other networks too', ja: '別のネットワークからも失敗する' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Give your administrator the correlation id and the time of the error.',
          ja: 'エラーの相関 ID と時刻を管理者に伝えてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Find the policy by the correlation id in Microsoft Entra admin center > Identity > Monitoring & health > Sign-in logs > Conditional Access; exclude the app or the account if it is wanted.',
          ja: 'Microsoft Entra 管理センターの［ID］>［監視と正常性］>［サインイン ログ］>［条件付きアクセス］で、相関 ID からポリシーを特定し、必要ならアプリまたはアカウントを対象外にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['conditional-access-blocks-server', 'device-code-blocked-by-policy', 'blocked-by-risk'],
};
