import type { Cause } from '../../cause.ts';

export const claimsChallenge: Cause = {
  id: 'claims-challenge',
  title: {
    en: 'Graph 401 "insufficient_claims": continuous access evaluation wants a new sign-in',
    ja: 'Graph の 401「insufficient_claims」: 継続的アクセス評価が再サインインを要求している',
  },
  what: {
    en: 'Graph refused a token that had not expired, because something changed since: a password, a revocation, a location.',
    ja: '期限内のトークンですが、発行後にパスワード変更、セッションの取り消し、場所の変化などがあったため、Graph が拒否しました。',
  },
  why: {
    en: 'Clients that announce the capability cp1 get long-lived tokens and, in exchange, such challenges.',
    ja: '機能 cp1 を宣言したクライアントは寿命の長いトークンを受け取る代わりに、この要求を受けることがあります。',
  },
  symptoms: [
    { on: 'graph-error', where: { challenge: 'insufficient_claims' }, weight: 95 },
    {
      on: 'graph-error',
      says: ['continuous access evaluation resulted in', 'tokenissuedbeforerevocationtimestamp'],
      weight: 95,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in again.', ja: 'サインインし直してください。' }] },
    developer: {
      steps: [
        {
          en: 'Decode `claims` of WWW-Authenticate and send it, merged with your own, as parameter `claims` of the next token or authorize request.',
          ja: 'WWW-Authenticate の `claims` をデコードし、自分のものと統合して、次のトークン要求または認可要求の `claims` パラメーターで送ります。',
        },
      ],
      code: 'GET /common/oauth2/v2.0/authorize?...&claims={"access_token":{"nbf":{"essential":true,"value":"1635527790"}}}',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "Claims challenges, claims requests and client capabilities"'],
  related: ['graph-token-expired'],
};
