import type { Cause } from '../../cause.ts';

export const appNotFoundClientId: Cause = {
  id: 'app-not-found-client-id',
  title: {
    en: 'AADSTS700016: application with identifier was not found in the directory (the client id is wrong)',
    ja: 'AADSTS700016: アプリケーションがディレクトリに見つからない（クライアント ID の誤り）',
  },
  what: {
    en: 'The server knows no app with this client id in the tenant that was asked.',
    ja: '要求先のテナントに、このクライアント ID のアプリがありません。',
  },
  why: {
    en: 'The client id is misspelt, or another id was copied: the object id, the tenant id or the Secret ID instead of the "Application (client) ID".',
    ja: 'クライアント ID の書き間違いか、別の ID（オブジェクト ID、テナント ID、シークレット ID）をコピーしています。必要なのは「アプリケーション (クライアント) ID」です。',
  },
  symptoms: [
    // "Application identifier is expected to be a GUID."
    { on: 'oauth-error', where: { numbers: [90112, 700038] }, weight: 88 },
    { on: 'oauth-error', where: { numbers: [700016, 700011, 70001] }, weight: 62 },
    {
      on: 'oauth-error',
      says: ['application with identifier ... was not found in the directory'],
      weight: 58,
    },
  ],
  conditions: [
    {
      when: { 'app.in-tenant': 'yes' },
      add: 15,
      because: { en: 'the app is in the tenant', ja: 'アプリはテナントにある' },
    },
    {
      when: { 'tenant.segment': ['common', 'consumers'] },
      add: 12,
      because: { en: 'no tenant of its own was named', ja: '特定のテナントは指定されていない' },
    },
    {
      when: { cloud: ['gcc-high', 'dod', 'china'] },
      add: -15,
      because: { en: 'the tenant is in a national cloud', ja: 'テナントは各国のクラウドにある' },
    },
    { when: { timing: 'always' }, add: 5, because: { en: 'it has never worked', ja: '一度も動いていない' } },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Copy "Application (client) ID" from App registrations > the app > Overview.',
          ja: '［アプリの登録］> アプリ >［概要］の「アプリケーション (クライアント) ID」をコピーします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['app-not-in-tenant', 'app-of-another-cloud', 'not-enabled-for-consumers'],
};
