import type { Cause } from '../../cause.ts';

export const noAccountInTokenStore: Cause = {
  id: 'no-account-in-token-store',
  title: {
    en: '"No account found in cache", "no_tokens_found", "No auth token found": nobody has signed in yet, or the tokens were not kept',
    ja: '「No account found in cache」「no_tokens_found」「No auth token found」: まだサインインしていない、またはトークンが保存されていない',
  },
  what: {
    en: 'The program looked for a token in its own store and found none. It has not asked a server.',
    ja: 'プログラムは自分の保存場所でトークンを探しましたが、ありませんでした。サーバーにはまだ問い合わせていません。',
  },
  why: {
    en: 'The sign-in was never done; or its tokens were kept in memory alone and went with a restart; or they lie under another path, another account, client id or list of scopes.',
    ja: 'サインインがまだ行われていないか、トークンがメモリにしかなく再起動で消えたか、別のパス、アカウント、クライアント ID、スコープの下に保存されています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { error: 'no_tokens_found' }, weight: 86 },
    {
      on: 'oauth-error',
      where: { error: 'interaction_required', server: ['microsoft', 'unknown'] },
      given: { 'error.number': 'no' },
      weight: 38,
    },
  ],
  conditions: [
    {
      when: { 'refresh-token': 'no' },
      add: -40,
      because: { en: 'the answer held no refresh token', ja: '応答に更新トークンがない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Sign in once in the program itself.', ja: 'そのプログラムで一度サインインしてください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Catch this and begin an interactive sign-in or a device code.',
          ja: 'このエラーを捕まえて、対話サインインまたはデバイス コードを始めます。',
        },
        {
          en: 'Keep the token cache in a file or database that outlives the process and every container, and ask with the account that lies in it.',
          ja: 'トークン キャッシュはプロセスやコンテナーより長く残るファイルやデータベースに置き、そこにあるアカウントで要求します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Authentication Library, "Token cache serialization"', 'public reports'],
  related: ['no-refresh-token', 'grant-needs-interaction'],
};
