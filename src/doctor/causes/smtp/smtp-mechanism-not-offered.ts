import type { Cause } from '../../cause.ts';

export const smtpMechanismNotOffered: Cause = {
  id: 'smtp-mechanism-not-offered',
  title: {
    en: '"504 5.7.4 Unrecognized authentication type": AUTH before STARTTLS, or AUTH PLAIN',
    ja: '「504 5.7.4 Unrecognized authentication type」: STARTTLS 前の AUTH、または AUTH PLAIN',
  },
  what: {
    en: 'The client used a mechanism that the server does not offer at this point.',
    ja: 'クライアントが、その時点で提示されていない認証方式を使いました。',
  },
  why: {
    en: 'Exchange offers AUTH LOGIN and XOAUTH2, after TLS only. AUTH PLAIN, CRAM-MD5 and OAUTHBEARER are not offered at all.',
    ja: 'Exchange が提示するのは TLS 開始後の AUTH LOGIN と XOAUTH2 だけです。AUTH PLAIN、CRAM-MD5、OAUTHBEARER には対応していません。',
  },
  symptoms: [
    { on: 'reply', where: { code: 504, enhanced: '5.7.4' }, weight: 92 },
    {
      on: 'reply',
      where: { code: [500, 502, 503, 504] },
      says: [
        'auth ... not implemented',
        'auth ... not recognized',
        'auth ... not supported',
        'auth ... not available',
        'auth ... not advertised',
        'auth ... unrecognized',
        'unrecognized ... auth',
        'not implemented ... auth',
        'not supported ... auth',
        'authentication not enabled',
        'authentication not supported',
      ],
      weight: 84,
    },
    {
      on: 'reply',
      where: { code: [502, 504] },
      says: ['auth plain', 'auth login', 'auth xoauth2'],
      weight: 80,
    },
    { on: 'reply', says: ['unrecognized authentication type'], weight: 94 },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': 'oauthbearer' },
      add: -40,
      because: { en: 'the client used OAUTHBEARER', ja: 'クライアントが OAUTHBEARER を使っている' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -30,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send STARTTLS first, EHLO again, read the AUTH line of that answer, and use XOAUTH2.',
          ja: 'まず STARTTLS を送り、EHLO をやり直して AUTH の行を確認し、XOAUTH2 を使います。',
        },
      ],
      code: '250-AUTH LOGIN XOAUTH2',
    },
    administrator: {
      steps: [
        {
          en: 'For a device behind an own Exchange server: Basic authentication must be allowed after TLS on the receive connector, or the device must sign in otherwise.',
          ja: 'オンプレミスの Exchange に送る機器の場合は、受信コネクタで TLS 開始後の認証が許可されているか確認してください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 4954, section 4', 'public reports'],
  related: ['smtp-starttls-needed', 'smtp-not-signed-in', 'oauthbearer-at-exchange'],
};
