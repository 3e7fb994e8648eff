import type { Cause } from '../../cause.ts';

export const clientSecretExpired: Cause = {
  id: 'client-secret-expired',
  title: {
    en: 'AADSTS7000222: the provided client secret keys are expired (all accounts fail at once)',
    ja: 'AADSTS7000222: クライアント シークレットの有効期限切れ（全アカウントが同時に失敗する）',
  },
  what: {
    en: 'The client secret of the app has expired. Every mailbox that connects through this app stops in the same minute.',
    ja: 'アプリのクライアント シークレットの有効期限が切れました。このアプリで接続するすべてのメールボックスが同時に止まります。',
  },
  why: {
    en: 'A secret lives for the time that was chosen when it was made. The refresh tokens of the users are not lost.',
    ja: 'シークレットには作成時に選んだ期限があります。ユーザーの更新トークンは失われていません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'new-secret' }, weight: 68 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'secret-is-old' },
      given: { timing: ['all-accounts-at-once', 'since-today'] },
      weight: 58,
    },
    { on: 'told', where: { fact: 'noticed', value: 'secret-expired' }, weight: 84 },
    { on: 'oauth-error', where: { numbers: 7000222 }, weight: 96 },
    {
      on: 'oauth-error',
      says: ['client secret keys ... are expired', 'secret keys for app ... expired'],
      weight: 88,
    },
    { on: 'told', where: { fact: 'timing', value: 'all-accounts-at-once' }, weight: 60 },
    // What worked, and was not touched: secrets end by themselves.
    {
      on: 'oauth-error',
      where: { error: 'invalid_client', server: ['microsoft', 'unknown'] },
      given: { timing: 'since-today', 'error.number': 'no' },
      weight: 58,
    },
  ],
  conditions: [
    {
      when: { flow: 'device' },
      add: -30,
      because: { en: 'a device code needs no secret', ja: 'デバイスコードにシークレットは要らない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Put the new secret into the program's settings and start it again. Nobody needs to sign in again.",
          ja: '新しいシークレットをプログラムに設定して再起動します。ユーザーの再サインインは不要です。',
        },
        {
          en: 'Note the expiry and warn 30 days before; or use a certificate.',
          ja: '期限を記録して 30 日前に通知するか、証明書を使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > App registrations > the app > Certificates & secrets > New client secret: copy the Value.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［アプリの登録］> アプリ >［証明書とシークレット］>［新しいクライアント シークレット］で作成し、「値」をコピーします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['client-secret-id-pasted', 'client-assertion-refused'],
};
