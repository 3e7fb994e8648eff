import type { Cause } from '../../cause.ts';

export const clientSecretIdPasted: Cause = {
  id: 'client-secret-id-pasted',
  title: {
    en: "AADSTS7000215: invalid client secret (the secret's ID was pasted instead of its Value)",
    ja: 'AADSTS7000215: クライアント シークレットが無効（値ではなくシークレット ID を使っている）',
  },
  what: {
    en: 'The secret that was sent is not one of the app. Mostly it is the Secret ID.',
    ja: '送られたシークレットがアプリのものではありません。多くの場合、シークレット ID が使われています。',
  },
  why: {
    en: 'The page "Certificates & secrets" shows two columns: Value, which is shown only once, and Secret ID, a GUID that stays visible and is no secret.',
    ja: '「証明書とシークレット」の画面には、作成時にしか表示されない「値」と、GUID の「シークレット ID」の 2 つの列があります。必要なのは「値」です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'new-secret' }, weight: 36 },
    { on: 'told', where: { fact: 'helped', value: 'secret-value' }, weight: 72 },
    { on: 'oauth-error', where: { numbers: 7000215 }, weight: 66 },
    { on: 'oauth-error', where: { numbers: [50012, 70002] }, says: ['invalid client secret'], weight: 92 },
    { on: 'oauth-error', where: { numbers: 70002 }, weight: 60 },
    {
      on: 'oauth-error',
      says: ['invalid client secret', 'client secret value, not the client secret ID'],
      weight: 64,
    },
    {
      on: 'oauth-error',
      where: { error: 'invalid_client', server: ['microsoft', 'unknown'] },
      given: { 'error.number': 'no' },
      weight: 30,
    },
  ],
  conditions: [
    {
      when: { 'secret.copied': 'id' },
      add: 35,
      because: { en: 'the Secret ID was copied', ja: 'シークレット ID をコピーしている' },
    },
    {
      when: { 'secret.copied': 'value' },
      add: -60,
      because: { en: 'the Value was copied', ja: '値をコピーしている' },
    },
    {
      when: { 'secret.encoded': 'no' },
      add: -10,
      because: { en: 'the secret is not URL-encoded', ja: 'シークレットが URL エンコードされていない' },
    },
    {
      when: { timing: ['all-accounts-at-once', 'after-weeks'] },
      add: -20,
      because: { en: 'it worked before', ja: '以前は動いていた' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Create a secret and copy its Value at once: App registrations > the app > Certificates & secrets > Client secrets > New client secret. A secret in the form of a GUID is always the wrong one.',
          ja: '［アプリの登録］> アプリ >［証明書とシークレット］>［クライアント シークレット］>［新しいクライアント シークレット］で作成し、「値」をすぐにコピーします。GUID の形をしたものはシークレットではありません。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['client-secret-not-encoded', 'client-secret-app-not-in-tenant', 'client-secret-expired'],
};
