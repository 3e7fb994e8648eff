import type { Cause } from '../../cause.ts';

export const urlCutAtAmpersand: Cause = {
  id: 'url-cut-at-ampersand',
  title: {
    en: 'AADSTS900144 on the sign-in page: the URL was cut at the first "&"',
    ja: 'AADSTS900144（サインイン画面）: URL が最初の「&」で切れている',
  },
  what: {
    en: 'The first parameter arrived, and all after it are missing.',
    ja: '最初のパラメーターだけが届き、それ以降がありません。',
  },
  why: {
    en: 'A shell takes "&" for the end of a command; chat and mail programs cut links there or turn it into &amp;.',
    ja: 'シェルは「&」をコマンドの終わりとみなします。チャットやメールソフトがリンクを切ったり &amp; に変えたりすることもあります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      // An answer in JSON came from /token, which no cut address of a sign-in page leads to.
      where: { numbers: 900144, endpoint: ['authorize', 'unknown'] },
      says: [
        "following parameter: 'scope'",
        "following parameter: 'response_type'",
        "following parameter: 'client_id'",
      ],
      weight: 80,
    },
    { on: 'oauth-error', where: { numbers: 900144 }, weight: 45 },
    { on: 'request', where: { flaws: 'cut-at-ampersand' }, weight: 88 },
  ],
  conditions: [
    {
      when: { 'body.form': 'cut' },
      add: 20,
      because: { en: 'the request was cut at "&"', ja: '要求が「&」で切れている' },
    },
    {
      when: { 'body.form': 'json' },
      add: -40,
      because: { en: 'the body is JSON', ja: '本文が JSON である' },
    },
    {
      when: { leg: ['token', 'refresh'] },
      add: -35,
      because: { en: 'it failed at /token', ja: '/token で失敗した' },
    },
    {
      when: { leg: 'authorize' },
      add: 10,
      because: { en: 'it failed on the sign-in page', ja: 'サインイン画面で失敗した' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Copy the whole link, and put it in quotes on a command line.',
          ja: 'リンク全体をコピーし、コマンドラインでは引用符で囲んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Quote the URL when a browser is started by a shell, and encode each value once.',
          ja: 'シェルからブラウザーを起動するときは URL を引用符で囲み、各値は 1 回だけエンコードします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['body-is-not-a-form', 'parameter-missing'],
};
