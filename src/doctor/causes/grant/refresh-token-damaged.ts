import type { Cause } from '../../cause.ts';

export const refreshTokenDamaged: Cause = {
  id: 'refresh-token-damaged',
  title: {
    en: 'AADSTS9002313: Invalid request. Request is malformed or invalid (the code or refresh token is damaged)',
    ja: 'AADSTS9002313: 要求の形式が正しくない（認可コードまたは更新トークンが壊れている）',
  },
  what: {
    en: 'The server could not read the request. Mostly it is the code or the refresh token in it that is damaged.',
    ja: 'サーバーが要求を読み取れません。多くの場合、含まれている認可コードまたは更新トークンが壊れています。',
  },
  why: {
    en: 'A column of the database cut it, it was URL-decoded twice, a "+" became a space, or a line break came in. The refresh token of a personal account sent to a wrong place answers so too.',
    ja: 'データベースの列で切り詰められた、URL デコードが 2 回行われた、「+」が空白になった、改行が混ざった、などです。個人アカウントの更新トークンを別の場所に送った場合もこうなります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002313 }, weight: 92 },
    { on: 'oauth-error', says: ['Request is malformed or invalid'], weight: 60 },
  ],
  conditions: [
    { when: { leg: 'refresh' }, add: 5, because: { en: 'it failed at a refresh', ja: '更新で失敗した' } },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again. If it comes back, the program stores the token wrongly: tell its makers.',
          ja: 'もう一度サインインしてください。再発する場合は、プログラムがトークンを正しく保存していません。開発元に知らせてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Store the token in a column without a length limit (TEXT) and encode it once, when the form is written.',
          ja: 'トークンは長さ制限のない列（TEXT 型など）に保存し、URL エンコードはフォームを作るときに 1 回だけ行います。',
        },
        {
          en: 'Compare length and hash of the token before it is stored and after it is read.',
          ja: '保存前と読み出し後で、トークンの長さとハッシュを比べます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['grant-not-valid', 'request-malformed'],
};
