import type { Cause } from '../../cause.ts';

export const exchangeNotInTenant: Cause = {
  id: 'exchange-not-in-tenant',
  title: {
    en: 'AADSTS650052: the organization lacks a service principal or a subscription for the service (no Exchange Online)',
    ja: 'AADSTS650052: 組織にサービスのサブスクリプションがない（Exchange Online がない）',
  },
  what: {
    en: 'The app asks for a service that the organization does not have, such as Exchange Online.',
    ja: 'アプリが要求するサービス（Exchange Online など）が組織にありません。',
  },
  why: {
    en: 'Without a subscription there is no service principal of Exchange Online in the tenant, and no token for it.',
    ja: 'サブスクリプションがないと、テナントに Exchange Online のサービス プリンシパルが存在せず、トークンも発行されません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 650052 }, weight: 94 },
    { on: 'oauth-error', where: { numbers: [500011, 50001] }, weight: 45 },
    {
      on: 'oauth-error',
      says: ['has not subscribed to or enabled', 'lacks a service principal'],
      weight: 78,
    },
  ],
  conditions: [
    {
      when: { licence: 'no' },
      add: 45,
      because: { en: 'there is no licence for Exchange Online', ja: 'Exchange Online のライセンスがない' },
    },
    {
      when: { licence: 'yes' },
      add: -40,
      because: { en: 'there is a licence for Exchange Online', ja: 'Exchange Online のライセンスがある' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in with the account that has the mailbox.',
          ja: 'メールボックスのあるアカウントでサインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Buy or assign Exchange Online: Microsoft 365 admin center > Users > Active users > the user > Licenses and apps.',
          ja: 'Exchange Online を購入または割り当てます（Microsoft 365 管理センターの［ユーザー］>［アクティブなユーザー］> ユーザー >［ライセンスとアプリ］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['resource-not-in-tenant'],
};
