import type { Cause } from '../../cause.ts';

export const mailServerHasATemporaryFailure: Cause = {
  id: 'mail-server-has-a-temporary-failure',
  title: {
    en: '"[UNAVAILABLE]" or "[SYS/TEMP]": a part of the mail server is down for now',
    ja: '「[UNAVAILABLE]」「[SYS/TEMP]」: メールサーバーの一部が一時的に停止している',
  },
  what: {
    en: 'The server could not reach something that it needs, such as its user database. It says nothing about the credentials.',
    ja: 'サーバーがユーザー データベースなど必要なものに接続できませんでした。資格情報の正誤とは関係ありません。',
  },
  why: {
    en: 'The response code keeps temporary failures apart from wrong credentials.',
    ja: 'この応答コードは、一時的な障害と資格情報の誤りを区別するためのものです。',
  },
  symptoms: [
    { on: 'reply', where: { responseCode: ['UNAVAILABLE', 'SYS/TEMP'] }, weight: 85 },
    // Its certificate or key: STARTTLS is answered so (RFC 3207).
    { on: 'reply', where: { code: 454 }, says: ['tls ... not available'], weight: 72 },
  ],
  remedies: {
    user: { steps: [{ en: 'Try again later.', ja: '後でもう一度試してください。' }] },
    developer: {
      steps: [
        {
          en: 'Repeat with growing pauses, and do not ask the person to sign in again.',
          ja: '間隔を延ばしながら再試行します。再サインインを求めてはいけません。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 5530, section 3', 'RFC 3206, section 4', 'RFC 3207, section 4'],
  related: ['imap-server-unavailable'],
};
