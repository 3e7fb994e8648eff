import type { Cause } from '../../cause.ts';

export const publicClientFlowsOff: Cause = {
  id: 'public-client-flows-off',
  title: {
    en: 'AADSTS7000218 with a device code or password: "Allow public client flows" is off',
    ja: 'AADSTS7000218（デバイスコードまたはパスワード）:「パブリック クライアント フローを許可する」が無効',
  },
  what: {
    en: 'The device flow (or the password flow) was used with an app that does not allow public clients.',
    ja: 'パブリック クライアントを許可していないアプリで、デバイスコード（またはパスワード）のフローが使われました。',
  },
  why: {
    en: 'These flows have no redirect URI that would tell the kind of client, so the switch of the registration decides.',
    ja: 'これらのフローにはクライアントの種類を示すリダイレクト URI がないため、登録のスイッチで決まります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'public-flows' }, weight: 72 },
    { on: 'oauth-error', where: { numbers: 7000218 }, weight: 50 },
    // Entra's number is often left out, and what a device code lacks is the switch.
    {
      on: 'oauth-error',
      where: { error: 'invalid_client', server: ['microsoft', 'unknown'] },
      given: { flow: ['device', 'password'], 'error.number': 'no' },
      weight: 18,
    },
    { on: 'oauth-error', says: ["'client_assertion' or 'client_secret'"], weight: 48 },
  ],
  conditions: [
    {
      when: { flow: ['device', 'password'] },
      add: 40,
      because: { en: 'this flow has no redirect URI', ja: 'このフローにリダイレクト URI はない' },
    },
    {
      when: { flow: ['code', 'app'] },
      add: -40,
      because: { en: 'this flow is not concerned', ja: 'このフローには関係しない' },
    },
    {
      when: { leg: 'device' },
      add: 40,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask whoever registered the app to switch it on.',
          ja: 'アプリを登録した人に、有効にするよう依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Advanced settings > Allow public client flows: Yes.',
          ja: '［アプリの登録］> アプリ >［認証］>［詳細設定］>「パブリック クライアント フローを許可する」を［はい］にします。',
        },
      ],
      code: `Connect-MgGraph -Scopes Application.ReadWrite.All
$app = Get-MgApplication -Filter "appId eq '<client id>'"
Update-MgApplication -ApplicationId $app.Id -IsFallbackPublicClient:$true`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "OAuth 2.0 device authorization grant"', 'public reports'],
  related: ['web-redirect-without-secret'],
};
