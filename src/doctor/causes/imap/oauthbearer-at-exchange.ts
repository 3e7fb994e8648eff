import type { Cause } from '../../cause.ts';

export const oauthbearerAtExchange: Cause = {
  id: 'oauthbearer-at-exchange',
  title: {
    en: 'OAUTHBEARER is not offered by Exchange: use XOAUTH2',
    ja: 'Exchange は OAUTHBEARER に対応していない: XOAUTH2 を使う',
  },
  what: {
    en: 'The client signed in by OAUTHBEARER, and Exchange knows XOAUTH2 only.',
    ja: 'クライアントが OAUTHBEARER でサインインしましたが、Exchange が対応しているのは XOAUTH2 だけです。',
  },
  why: {
    en: "Google, Yahoo and Fastmail offer both. Exchange's lists of capabilities name AUTH=PLAIN and AUTH=XOAUTH2.",
    ja: 'Google、Yahoo、Fastmail は両方に対応しています。Exchange の CAPABILITY にあるのは AUTH=PLAIN と AUTH=XOAUTH2 です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'no-common-mechanism' }, weight: 72 },
    {
      on: 'reply',
      says: [
        'oauthbearer is not offered',
        'oauthbearer is not supported',
        'does not support oauthbearer',
        'does not offer oauthbearer',
        'OAUTHBEARER に対応していない',
      ],
      weight: 84,
    },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 10,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 8 },
    { on: 'reply', where: { code: 504, enhanced: '5.7.4' }, weight: 20 },
    { on: 'reply', where: { status: 'bad' }, says: ['command error', 'command argument error'], weight: 20 },
    { on: 'sign-in', where: { mechanism: ['oauthbearer', 'OAUTHBEARER'] }, weight: 20 },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': 'oauthbearer' },
      add: 85,
      because: { en: 'the client used OAUTHBEARER', ja: 'クライアントが OAUTHBEARER を使っている' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'login', 'plain'] },
      add: -100,
      because: { en: 'another mechanism was used', ja: '別の方式が使われている' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Choose the mechanism from what the server lists, XOAUTH2 before OAUTHBEARER at Microsoft.',
          ja: 'サーバーが提示した方式から選びます。Microsoft では XOAUTH2 を優先してください。',
        },
      ],
      code: 'a1 AUTHENTICATE XOAUTH2 <base64>',
    },
  },
  certainty: 'inferred',
  sources: ['RFC 7628', 'public reports'],
  related: ['imap-command-error', 'smtp-mechanism-not-offered'],
};
