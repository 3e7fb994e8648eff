// What may be known of the token that was sent, and of the grant that it came from.

import type { FactSheet } from './fact-sheet.ts';

export const tokenFacts = {
  'token.audience': {
    values: ['exchange', 'graph', 'other'],
    question: {
      en: 'For which resource is the token? Run `mailgrant explain --token -` and paste it.',
      ja: 'トークンはどのリソース宛てですか。`mailgrant explain --token -` を実行して貼り付けてください。',
    },
  },
  'token.form': {
    values: ['jwt', 'opaque', 'not-a-token'],
    question: {
      en: 'What does the token look like? Run `mailgrant explain --token -` and paste it.',
      ja: 'トークンはどのような形ですか。`mailgrant explain --token -` を実行して貼り付けてください。',
    },
  },
  'token.use': {
    values: ['access', 'id', 'refresh'],
    question: {
      en: 'Is it the access token that was sent, and not the id token or the refresh token? `mailgrant explain --token -` tells.',
      ja: '送ったのはアクセストークンですか（ID トークンや更新トークンではなく）。`mailgrant explain --token -` で分かります。',
    },
  },
  'token.flaw': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the token sent exactly as it was received, without quotes, line breaks or a second "Bearer"?',
      ja: 'トークンは受け取ったままの形で送られていますか（引用符、改行、二重の "Bearer" はありませんか）。',
    },
  },
  'token.state': {
    values: ['valid', 'expired', 'not-yet'],
    question: {
      en: 'Is the token still valid? `mailgrant explain --token -` compares its times with this clock.',
      ja: 'トークンはまだ有効ですか。`mailgrant explain --token -` が時刻を比べます。',
    },
  },
  /** Does it carry the permission for the protocol of this case? */
  'token.permits': {
    values: ['yes', 'no'],
    question: {
      en: 'Which permissions are in the token? `mailgrant explain --token -` lists them.',
      ja: 'トークンにはどの権限が入っていますか。`mailgrant explain --token -` が一覧を示します。',
    },
  },
  'token.actor': {
    values: ['user', 'app'],
    question: {
      en: 'Was the token obtained by a person who signed in, or by the app alone (client credentials)?',
      ja: 'トークンは人のサインインで得ましたか、それともアプリだけで（client credentials で）得ましたか。',
    },
  },
  'refresh-token': {
    values: ['yes', 'no'],
    question: {
      en: 'Was there a refresh_token in the token answer?',
      ja: 'トークン応答に refresh_token はありましたか。',
    },
  },
} as const satisfies Record<string, FactSheet>;
