// What may be known of the sign-in at the identity server, from the page to the refresh.

import type { FactSheet } from './fact-sheet.ts';

export const signInFacts = {
  /** Which half of signing in failed. */
  leg: {
    values: ['authorize', 'token', 'refresh', 'device', 'use'],
    question: {
      en: 'When did it fail: on the sign-in page, when the code was redeemed, at a refresh, or at the mail server?',
      ja: '失敗したのはサインイン画面、コードの引き換え、更新、メールサーバーのどこですか。',
    },
  },
  /** Another protocol works with the same account. */
  'works.elsewhere': {
    values: ['imap', 'smtp', 'graph', 'none'],
    question: {
      en: 'Does another protocol work with the same account?',
      ja: '同じアカウントで別のプロトコルは動きますか。',
    },
  },
  timing: {
    values: [
      'always',
      'after-an-hour',
      'after-a-day',
      'after-weeks',
      'now-and-then',
      'since-today',
      'after-password-change',
      'all-accounts-at-once',
    ],
    question: {
      en: 'Has it never worked, or since when and how often does it fail?',
      ja: '一度も動いていませんか、それともいつから、どのくらいの頻度で失敗しますか。',
    },
  },
  /** Which way the app signs in. */
  flow: {
    values: ['code', 'device', 'password', 'app', 'implicit'],
    question: {
      en: 'How does the app sign in: with a browser and a code, with a device code, with the password, or as itself (client credentials)?',
      ja: 'アプリのサインイン方法は、ブラウザーと認可コード、デバイスコード、パスワード、アプリ自身（client credentials）のどれですか。',
    },
  },
  /** Several tokens out of one code. */
  'code.use': {
    values: ['once', 'for-each-resource', 'callback-twice'],
    question: {
      en: 'Does the program redeem the same code a second time: for another resource, or because the redirect was called twice?',
      ja: '同じ認可コードを 2 回引き換えていませんか。別のリソースのためですか、それともリダイレクト先が 2 回呼ばれたためですか。',
    },
  },
  /** The other resource (Graph, where Exchange is refused) with the same refresh token. */
  'other-resource': {
    values: ['works', 'fails'],
    question: {
      en: 'Does the same refresh token still get a token for another resource, such as Graph?',
      ja: '同じ更新トークンで、Graph など別のリソースのトークンはまだ取得できますか。',
    },
  },
  /** An AADSTS number stands beside the error. */
  'error.number': {
    values: ['yes', 'no'],
    question: {
      en: 'Is there a number such as AADSTS65001 (or `error_codes`) in the whole answer of the server?',
      ja: 'サーバーの応答全体に、AADSTS65001 のような番号（または `error_codes`）はありますか。',
    },
  },
  'body.form': {
    values: ['form', 'json', 'cut'],
    question: {
      en: 'Is the request body an unbroken form (application/x-www-form-urlencoded), or is it JSON, or a URL that the shell cut at "&"?',
      ja: '要求の本文は application/x-www-form-urlencoded のフォームですか。JSON だったり、シェルが URL を「&」で切ったりしていませんか。',
    },
  },
} as const satisfies Record<string, FactSheet>;
