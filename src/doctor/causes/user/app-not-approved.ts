import type { Cause } from '../../cause.ts';

export const appNotApproved: Cause = {
  id: 'app-not-approved',
  title: {
    en: 'AADSTS53002: the application used is not an approved application for Conditional Access',
    ja: 'AADSTS53002: 条件付きアクセスで承認されたアプリではない',
  },
  what: {
    en: 'A policy lets only approved client apps in, and this one is none.',
    ja: 'ポリシーが承認済みのクライアント アプリだけを許可しており、このアプリは含まれていません。',
  },
  why: {
    en: '"Require approved client app" knows Microsoft\'s own list of apps; others cannot be added to it.',
    ja: '「承認されたクライアント アプリが必要です」の対象は Microsoft が定めた一覧で、ほかのアプリは含まれません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [53005, 53009, 530021] }, weight: 84 },

    { on: 'oauth-error', where: { numbers: [53002, 530021] }, weight: 94 },
    { on: 'oauth-error', says: ['not an approved application', 'approved client app'], weight: 76 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Exempt this app from the policy: Microsoft Entra admin center > Protection > Conditional Access > Policies > the policy > Target resources > Exclude.',
          ja: 'このアプリをポリシーの対象外にします（Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］> 該当のポリシー >［ターゲット リソース］>［対象外］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['device-not-compliant'],
};
