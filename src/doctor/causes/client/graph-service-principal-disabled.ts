import type { Cause } from '../../cause.ts';

export const graphServicePrincipalDisabled: Cause = {
  id: 'graph-service-principal-disabled',
  title: {
    en: 'AADSTS7000112 naming 00000003-0000-0000-c000-000000000000: Microsoft Graph is disabled in the tenant',
    ja: 'AADSTS7000112（00000003-0000-0000-c000-000000000000）: テナントで Microsoft Graph が無効になっている',
  },
  what: {
    en: "It is not the app that is disabled, but Microsoft Graph's own service principal.",
    ja: '無効になっているのはアプリではなく、Microsoft Graph のサービス プリンシパルです。',
  },
  why: {
    en: 'Somebody has disabled sign-in for "Microsoft Graph" in the tenant; no app gets a token for it.',
    ja: 'テナントで「Microsoft Graph」へのサインインが無効にされており、どのアプリもトークンを取得できません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 500014 },
      says: ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph', 'graph.microsoft.com'],
      weight: 96,
    },

    {
      on: 'oauth-error',
      where: { numbers: 7000112 },
      says: ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
      weight: 96,
    },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > Enterprise applications (application type: Microsoft Applications) > Microsoft Graph > Properties > "Enabled for users to sign-in?": Yes.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］（種類: Microsoft アプリケーション）>「Microsoft Graph」>［プロパティ］で「ユーザーのサインインが有効になっていますか？」を［はい］にします。',
        },
      ],
      code: `Connect-MgGraph -Scopes Application.ReadWrite.All
$sp = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
Update-MgServicePrincipal -ServicePrincipalId $sp.Id -AccountEnabled:$true`,
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft Entra authentication and authorization error codes'],
  related: ['app-disabled', 'exchange-service-principal-disabled'],
};
