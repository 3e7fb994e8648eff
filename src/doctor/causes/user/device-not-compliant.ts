import type { Cause } from '../../cause.ts';

export const deviceNotCompliant: Cause = {
  id: 'device-not-compliant',
  title: {
    en: 'AADSTS53000, AADSTS53001: the device is not compliant, or not domain joined',
    ja: 'AADSTS53000・AADSTS53001: デバイスが準拠していない、またはドメインに参加していない',
  },
  what: {
    en: 'A Conditional Access policy lets only managed devices in.',
    ja: '条件付きアクセス ポリシーが、管理されたデバイスだけを許可しています。',
  },
  why: {
    en: 'The sign-in came from a device that is not managed, not compliant or not joined; for a server this is always so.',
    ja: '管理されていない、準拠していない、または参加していないデバイスからのサインインです。サーバーは常にこれに当たります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [53000, 53001, 530001, 530002, 530003, 530004] }, weight: 93 },
    {
      on: 'oauth-error',
      says: [
        'device is not in required device state',
        'device is required to be compliant',
        'device is not compliant',
      ],
      weight: 76,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in on a device that the organization manages.',
          ja: '組織が管理する端末でサインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Exempt the app or the account: Microsoft Entra admin center > Protection > Conditional Access > Policies > the policy > Target resources or Users.',
          ja: 'アプリまたはアカウントを対象外にします（Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］> 該当のポリシー）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['device-not-registered', 'app-not-approved', 'conditional-access-blocks-server'],
};
