import type { Cause } from '../../cause.ts';

export const bodyIsNotAForm: Cause = {
  id: 'body-is-not-a-form',
  title: {
    en: "AADSTS900144: the request body must contain the following parameter: 'grant_type' (the body is JSON or broken)",
    ja: 'AADSTS900144: 要求の本文に grant_type がない（本文が JSON、または途中で壊れている）',
  },
  what: {
    en: 'The server found no field in the body at all.',
    ja: 'サーバーが、要求の本文からフィールドを読み取れませんでした。',
  },
  why: {
    en: 'The token endpoint reads application/x-www-form-urlencoded only. JSON, multipart, a missing Content-Type or line breaks between the fields leave it empty.',
    ja: 'トークン エンドポイントが読むのは application/x-www-form-urlencoded だけです。JSON、multipart、Content-Type の欠落、フィールド間の改行では読み取れません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 900144 },
      says: ["following parameter: 'grant_type'", 'parameter grant_type'],
      weight: 92,
    },
    { on: 'oauth-error', where: { numbers: 9000410 }, weight: 88 },
    { on: 'oauth-error', where: { numbers: 90014 }, says: ['grant_type'], weight: 84 },
    {
      on: 'oauth-error',
      where: { numbers: [900144, 90014] },
      saysNot: [
        "following parameter: 'scope'",
        "following parameter: 'client_id'",
        "following parameter: 'code'",
        'response_type',
      ],
      weight: 55,
    },
    { on: 'oauth-error', says: ["must contain the following parameter: 'grant_type'"], weight: 82 },
    { on: 'request', where: { endpoint: 'token', flaws: 'json-body' }, weight: 88 },
    { on: 'oauth-error', where: { numbers: 9002313 }, given: { 'body.form': 'json' }, weight: 95 },
  ],
  conditions: [
    {
      when: { 'body.form': 'json' },
      add: 30,
      because: { en: 'the body is JSON', ja: '本文が JSON である' },
    },
    { when: { 'body.form': 'json' }, add: 15, because: { en: 'the body is JSON', ja: '本文が JSON である' } },
    {
      when: { 'body.form': 'cut' },
      add: -40,
      because: { en: 'the request was cut at "&"', ja: '要求が「&」で切れている' },
    },
    {
      when: { 'body.form': 'form' },
      add: -30,
      because: { en: 'the body is a form', ja: '本文はフォームである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        { en: 'Send the fields as a form on one line.', ja: 'フィールドを 1 行のフォームとして送ります。' },
      ],
      code: `curl https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token \\
  --data-urlencode 'grant_type=authorization_code' --data-urlencode 'client_id=<client id>' \\
  --data-urlencode 'code=<code>' --data-urlencode 'redirect_uri=<redirect URI>' --data-urlencode 'scope=<scopes>'`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['url-cut-at-ampersand', 'parameter-missing'],
};
