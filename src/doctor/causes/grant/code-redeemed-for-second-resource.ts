import type { Cause } from '../../cause.ts';

export const codeRedeemedForSecondResource: Cause = {
  id: 'code-redeemed-for-second-resource',
  title: {
    en: 'AADSTS54005: the authorization code was already redeemed, and a second token was asked for with it',
    ja: 'AADSTS54005: 認可コードは引き換え済み（2 つ目のトークンを同じコードで要求している）',
  },
  what: {
    en: 'The authorization code was sent to /token a second time. The first call succeeded; this one is refused.',
    ja: '認可コードが /token に 2 回送られました。1 回目は成功し、2 回目が拒否されています。',
  },
  why: {
    en: 'A code works once. A program that needs tokens for two resources (Graph and Exchange, say) often redeems the code once for each; only the first can succeed.',
    ja: '認可コードは 1 回しか使えません。Graph と Exchange のように 2 つのリソースのトークンが要るプログラムが、リソースごとに同じコードを引き換えようとすると、成功するのは最初の 1 回だけです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 54005 }, weight: 70 },
    { on: 'oauth-error', says: ['code was already redeemed', 'code has already been redeemed'], weight: 66 },
  ],
  conditions: [
    {
      when: { 'code.use': 'for-each-resource' },
      add: 30,
      because: { en: 'the code is redeemed for each resource', ja: 'リソースごとにコードを引き換えている' },
    },
    {
      when: { 'code.use': 'callback-twice' },
      add: -60,
      because: { en: 'the redirect was called twice', ja: 'リダイレクト先が 2 回呼ばれている' },
    },
    {
      when: { 'scopes.resources': 'both' },
      add: 15,
      because: { en: 'scopes of two resources were asked for', ja: '2 つのリソースのスコープを要求している' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -30,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    { when: { timing: 'always' }, add: 10, because: { en: 'it fails every time', ja: '毎回失敗する' } },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Redeem the code once, for one resource, with offline_access among the scopes.',
          ja: '認可コードは 1 回だけ、1 つのリソースに対して引き換えます。スコープには offline_access を含めます。',
        },
        {
          en: 'Get every further token with grant_type=refresh_token and the scopes of the other resource.',
          ja: 'ほかのリソースのトークンは、grant_type=refresh_token と、そのリソースのスコープで取得します。',
        },
      ],
      code: `POST https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token
client_id=<client id>&grant_type=refresh_token&refresh_token=<refresh token>
&scope=https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All%20https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access`,
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "OAuth 2.0 authorization code flow"',
    'public reports',
  ],
  related: ['code-redeemed-twice', 'two-resources-in-one-token-request'],
};
