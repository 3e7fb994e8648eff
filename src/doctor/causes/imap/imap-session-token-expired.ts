import type { Cause } from '../../cause.ts';

export const imapSessionTokenExpired: Cause = {
  id: 'imap-session-token-expired',
  title: {
    en: '"BYE Session invalidated - AccessTokenExpired": no fault; connect again with a fresh token',
    ja: '「BYE Session invalidated - AccessTokenExpired」: 障害ではない。新しいトークンで接続し直す',
  },
  what: {
    en: 'Exchange closed an open IMAP session because the access token it was opened with has reached its end.',
    ja: 'IMAP セッションの開始に使われたアクセストークンの期限が来たため、Exchange がセッションを閉じました。',
  },
  why: {
    en: 'A session lives no longer than its token. IMAP has no way to hand in a new token, so the server says goodbye.',
    ja: 'セッションの寿命はトークンの寿命までです。IMAP には途中で新しいトークンを渡す方法がないため、サーバーが接続を終えます。',
  },
  symptoms: [
    { on: 'reply', says: ['accesstokenexpired', 'session invalidated'], weight: 95 },
    { on: 'told', where: { fact: 'noticed', value: 'session-expires' }, weight: 66 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Nothing is wrong. If the program stops at this, its makers must let it connect again.',
          ja: '異常ではありません。ここで止まるプログラムは、再接続するように開発元が直す必要があります。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Treat this BYE as an orderly end: get a fresh access token with the refresh token, connect, sign in, select the folder and go on. Better: do so some minutes before the token ends.',
          ja: 'この BYE は正常な終了として扱い、更新トークンで新しいアクセストークンを取得し、接続・サインイン・フォルダー選択をやり直して続けます。期限の数分前に行うとなお良いでしょう。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-idle-timeout', 'token-expired-at-mail-server'],
};
