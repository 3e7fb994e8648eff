import type { Cause } from '../../cause.ts';

export const smtpFederationWithoutHttps: Cause = {
  id: 'smtp-federation-without-https',
  title: {
    en: '"535 5.7.139 the federated STS URL does not support HTTPS"',
    ja: '「535 5.7.139 ... federated STS URL does not support HTTPS」: フェデレーション サーバーの URL が HTTPS に対応していない',
  },
  what: {
    en: "The address that is stored for the organization's sign-in server is not one that Microsoft may call.",
    ja: '登録されているフェデレーション サーバーの URL を Microsoft が呼び出せません。',
  },
  why: {
    en: 'The federation settings of the domain name an http address, or one whose server does not speak TLS.',
    ja: 'ドメインのフェデレーション設定に http の URL、または TLS に対応しないサーバーが登録されています。',
  },
  symptoms: [
    { on: 'reply', says: ['sts url does not support https', 'federated sts ... https'], weight: 95 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: "Correct the address for active clients in the domain's federation settings.",
          ja: 'ドメインのフェデレーション設定で、アクティブ クライアント用の URL を修正します。',
        },
      ],
      code: 'Get-MgDomainFederationConfiguration -DomainId <domain> | Format-List ActiveSignInUri',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft support articles for Exchange Online'],
  related: ['smtp-federation-unreachable'],
};
