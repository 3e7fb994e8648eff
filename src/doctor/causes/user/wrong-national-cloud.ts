import type { Cause } from '../../cause.ts';

export const wrongNationalCloud: Cause = {
  id: 'wrong-national-cloud',
  title: {
    en: 'AADSTS900432, AADSTS90038, AADSTS1000104: the account or app belongs to another national cloud',
    ja: 'AADSTS900432・AADSTS90038・AADSTS1000104: アカウントまたはアプリが別の各国クラウドに属している',
  },
  what: {
    en: 'The sign-in went to another cloud than the one in which the account or the app lives.',
    ja: 'アカウントまたはアプリのあるクラウドとは別のクラウドでサインインしています。',
  },
  why: {
    en: "The worldwide cloud, the US government's and China's are separate: each has its own addresses, registrations and scopes.",
    ja: 'グローバル、米国政府、中国のクラウドは独立しており、アドレス、アプリの登録、スコープがそれぞれ異なります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: [1000104, 90038, 900382, 900432, 900439, 90043, 90051] },
      weight: 92,
    },
    {
      on: 'oauth-error',
      says: ['national cloud', 'cross cloud', 'not supported on public endpoint'],
      weight: 70,
    },
  ],
  conditions: [
    {
      when: { cloud: 'worldwide' },
      add: -10,
      because: { en: 'the tenant is in the worldwide cloud', ja: 'テナントはグローバルのクラウドにある' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Use the authority of the account's cloud, with an app that is registered there.",
          ja: 'アカウントのクラウドの機関 URL と、そこで登録したアプリを使います。',
        },
      ],
      code: `US government: https://login.microsoftonline.us
China: https://login.partner.microsoftonline.cn`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['app-of-another-cloud', 'tenant-not-found'],
};
