import type { Cause } from '../../cause.ts';

export const smtpFederationUnreachable: Cause = {
  id: 'smtp-federation-unreachable',
  title: {
    en: '"535 5.7.139 the federated STS service was unreachable": the organization\'s own sign-in server did not answer',
    ja: '「535 5.7.139 ... federated STS service was unreachable」: 組織のフェデレーション サーバーに到達できない',
  },
  what: {
    en: "Microsoft passed the password on to the organization's own sign-in server, and could not reach it.",
    ja: 'Microsoft はパスワードの確認を組織のフェデレーション サーバーに委ねましたが、接続できませんでした。',
  },
  why: {
    en: 'The domain is federated (AD FS or another). Its server is down, or is not reachable from the internet.',
    ja: 'ドメインがフェデレーション（AD FS など）になっており、そのサーバーが停止しているか、インターネットから到達できません。',
  },
  symptoms: [
    {
      on: 'reply',
      says: ['federated sts service was unreachable', 'sts service was unreachable', 'sts ... unreachable'],
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use XOAUTH2: a token does not ask the federation server at each sign-in.',
          ja: 'XOAUTH2 を使えば、サインインのたびにフェデレーション サーバーへ問い合わせることはありません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Check the federation server and its certificate from outside the network, at its address for active clients.',
          ja: 'フェデレーション サーバーと証明書を、社外から、アクティブ クライアント用のエンドポイントで確認します。',
        },
      ],
      code: 'Get-MgDomainFederationConfiguration -DomainId <domain>',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft support articles for Exchange Online'],
  related: ['smtp-federation-without-https'],
};
