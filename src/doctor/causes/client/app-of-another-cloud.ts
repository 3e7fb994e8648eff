import type { Cause } from '../../cause.ts';

export const appOfAnotherCloud: Cause = {
  id: 'app-of-another-cloud',
  title: {
    en: 'AADSTS700016 in a national cloud: the app is registered in another cloud',
    ja: 'AADSTS700016（各国のクラウド）: アプリが別のクラウドに登録されている',
  },
  what: {
    en: 'The app exists, but in another cloud than the one that was asked.',
    ja: 'アプリは存在しますが、要求先とは別のクラウドに登録されています。',
  },
  why: {
    en: "The worldwide cloud, the US government's and China's know nothing of each other: each needs a registration of its own.",
    ja: 'グローバル、米国政府、中国のクラウドは互いに独立しており、それぞれにアプリの登録が必要です。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 700016 },
      says: ['national cloud', 'another cloud', 'us government', '21vianet'],
      weight: 78,
    },
    { on: 'oauth-error', where: { numbers: 700016 }, weight: 38 },
  ],
  conditions: [
    {
      when: { cloud: ['gcc-high', 'dod', 'china'] },
      add: 45,
      because: { en: 'the tenant is in a national cloud', ja: 'テナントは各国のクラウドにある' },
    },
    {
      when: { cloud: 'worldwide' },
      add: -100,
      because: { en: 'the tenant is in the worldwide cloud', ja: 'テナントはグローバルのクラウドにある' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Register the app in the tenant's cloud, and use that cloud's addresses.",
          ja: 'テナントのあるクラウドでアプリを登録し、そのクラウドのアドレスを使います。',
        },
      ],
      code: `US government: https://login.microsoftonline.us
China: https://login.partner.microsoftonline.cn`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['wrong-national-cloud', 'app-not-in-tenant'],
};
