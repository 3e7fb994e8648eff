import type { Cause } from '../../cause.ts';

export const codeRedeemedTwice: Cause = {
  id: 'code-redeemed-twice',
  title: {
    en: 'AADSTS54005: the authorization code was already redeemed, because the redirect was handled twice',
    ja: 'AADSTS54005: 認可コードは引き換え済み（コールバックが 2 回処理された）',
  },
  what: {
    en: 'The same authorization code reached /token twice. The first call got the tokens.',
    ja: '同じ認可コードが /token に 2 回届きました。トークンは 1 回目の呼び出しに渡されています。',
  },
  why: {
    en: "The redirect was loaded again (page reload, back button, a browser's or scanner's prefetch), or two workers handled it, or a retry sent the request again.",
    ja: 'ページの再読み込み、戻るボタン、ブラウザーやセキュリティ製品の先読み、複数のワーカー、再試行などで、リダイレクトが 2 回処理されています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 54005 }, weight: 62 },
    { on: 'oauth-error', says: ['code was already redeemed', 'code has already been redeemed'], weight: 58 },
  ],
  conditions: [
    {
      when: { 'code.use': 'callback-twice' },
      add: 35,
      because: { en: 'the redirect was called twice', ja: 'リダイレクト先が 2 回呼ばれている' },
    },
    {
      when: { 'code.use': ['once', 'for-each-resource'] },
      add: -40,
      because: { en: 'the redirect was handled once', ja: 'リダイレクトは 1 回だけ処理されている' },
    },
    {
      when: { timing: 'now-and-then' },
      add: 25,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    { when: { timing: 'always' }, add: -20, because: { en: 'it fails every time', ja: '毎回失敗する' } },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Go back to the program. If it does not know you yet, sign in once more and do not reload the page that follows.',
          ja: 'プログラムに戻ってください。接続されていなければもう一度サインインし、その後のページを再読み込みしないでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Make the callback idempotent: keep the result under `state` and answer a second call from it; redirect to a clean URL at once.',
          ja: 'コールバックを冪等にします。結果を `state` ごとに保存し、2 回目はそれを返します。処理後はすぐにコードを含まない URL へリダイレクトします。',
        },
        {
          en: 'Do not retry a code after an answer that was lost: start a new sign-in.',
          ja: '応答を受け取れなかった場合もコードを再送せず、サインインからやり直します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['code-redeemed-for-second-resource', 'code-expired'],
};
