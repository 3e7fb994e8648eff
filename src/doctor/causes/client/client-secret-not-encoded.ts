import type { Cause } from '../../cause.ts';

export const clientSecretNotEncoded: Cause = {
  id: 'client-secret-not-encoded',
  title: {
    en: 'AADSTS7000215 with the right secret: it is not URL-encoded in the request body',
    ja: 'AADSTS7000215（シークレットは正しい）: 要求の本文で URL エンコードされていない',
  },
  what: {
    en: 'The secret was copied rightly and arrived changed.',
    ja: 'シークレットは正しくコピーされていますが、届いた値が変わっています。',
  },
  why: {
    en: 'In a form a "+" means a space and "%" begins an escape: a secret with such characters must be URL-encoded, once. Shells and .env files change "$", "#" and quotes too.',
    ja: 'フォームでは「+」が空白、「%」がエスケープの始まりを意味するため、シークレットは 1 回だけ URL エンコードする必要があります。シェルや .env ファイルも「$」「#」や引用符を変えることがあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'secret-encoded' }, weight: 72 },
    { on: 'oauth-error', where: { numbers: 7000215 }, weight: 54 },
    { on: 'oauth-error', where: { numbers: [50012, 70002] }, says: ['invalid client secret'], weight: 74 },
    { on: 'oauth-error', where: { numbers: 70002 }, weight: 50 },
    { on: 'oauth-error', says: ['invalid client secret'], weight: 52 },
  ],
  conditions: [
    {
      when: { 'secret.encoded': 'no' },
      add: 40,
      because: { en: 'the secret is not URL-encoded', ja: 'シークレットが URL エンコードされていない' },
    },
    {
      when: { 'secret.encoded': 'yes' },
      add: -45,
      because: { en: 'the secret is URL-encoded', ja: 'シークレットは URL エンコードされている' },
    },
    {
      when: { 'secret.copied': 'value' },
      add: 15,
      because: { en: 'the Value was copied', ja: '値をコピーしている' },
    },
    {
      when: { 'secret.copied': 'id' },
      add: -30,
      because: { en: 'the Secret ID was copied', ja: 'シークレット ID をコピーしている' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Let the HTTP library encode the form; with curl use --data-urlencode.',
          ja: 'フォームのエンコードは HTTP ライブラリに任せます。curl では --data-urlencode を使います。',
        },
      ],
      code: "curl https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token --data-urlencode 'client_secret=<secret>' --data-urlencode 'scope=<scopes>' ...",
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "OAuth 2.0 authorization code flow"', 'public reports'],
  related: ['client-secret-id-pasted', 'client-secret-app-not-in-tenant'],
};
