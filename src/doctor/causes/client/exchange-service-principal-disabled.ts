import type { Cause } from '../../cause.ts';

export const exchangeServicePrincipalDisabled: Cause = {
  id: 'exchange-service-principal-disabled',
  title: {
    en: 'AADSTS7000112 naming 00000002-0000-0ff1-ce00-000000000000: Exchange Online is disabled in the tenant',
    ja: 'AADSTS7000112（00000002-0000-0ff1-ce00-000000000000）: テナントで Exchange Online が無効になっている',
  },
  what: {
    en: "It is not the app that is disabled, but Office 365 Exchange Online's own service principal.",
    ja: '無効になっているのはアプリではなく、Office 365 Exchange Online のサービス プリンシパルです。',
  },
  why: {
    en: 'Somebody has disabled sign-in for "Office 365 Exchange Online" in the tenant; no app gets a token for it.',
    ja: 'テナントで「Office 365 Exchange Online」へのサインインが無効にされており、どのアプリもトークンを取得できません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 500014 }, weight: 66 },

    {
      on: 'oauth-error',
      where: { numbers: 7000112 },
      says: ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
      weight: 96,
    },
    { on: 'oauth-error', where: { numbers: 7000112 }, weight: 45 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > Enterprise applications (application type: Microsoft Applications) > Office 365 Exchange Online > Properties > "Enabled for users to sign-in?": Yes.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］（種類: Microsoft アプリケーション）>「Office 365 Exchange Online」>［プロパティ］で「ユーザーのサインインが有効になっていますか？」を［はい］にします。',
        },
      ],
      code: `Connect-MgGraph -Scopes Application.ReadWrite.All
$sp = Get-MgServicePrincipal -Filter "appId eq '00000002-0000-0ff1-ce00-000000000000'"
Update-MgServicePrincipal -ServicePrincipalId $sp.Id -AccountEnabled:$true`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, Exchange Online troubleshooting articles'],
  related: ['app-disabled'],
};
