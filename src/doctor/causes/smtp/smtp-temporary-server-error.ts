import type { Cause } from '../../cause.ts';

export const smtpTemporaryServerError: Cause = {
  id: 'smtp-temporary-server-error',
  title: {
    en: '"451 4.7.0 Temporary server error. Please try again later. PRX4": busy, or the sign-in was malformed',
    ja: '「451 4.7.0 Temporary server error. Please try again later. PRX4」: 一時的な障害、またはサインインの形式の誤り',
  },
  what: {
    en: 'The front end could not pass the session on. Once or twice it is a disturbance; always, it is the client.',
    ja: 'フロントエンドがセッションを引き継げませんでした。1、2 回なら一時的な障害、毎回ならクライアント側に原因があります。',
  },
  why: {
    en: 'PRX codes tell that the proxying of a session failed. The same answer comes for ever where AUTH is malformed (a mechanism that is not offered, a broken base64 line), where EHLO has no proper name, or where outlook.office365.com:587 is used instead of smtp.office365.com.',
    ja: 'PRX はセッションの中継に失敗したことを示します。AUTH の形式の誤り（提示されていない方式、壊れた base64）、EHLO の名前の不備、smtp.office365.com ではなく outlook.office365.com:587 を使っている場合は、毎回この応答になります。',
  },
  symptoms: [
    { on: 'reply', says: ['temporary server error ... prx#', 'temporary server error'], weight: 80 },
    { on: 'reply', says: ['prx4', 'prx5', 'prx2', 'prx3'], weight: 84 },
    { on: 'reply', says: ['mrh1'], weight: 84 },
    { on: 'reply', where: { enhanced: '4.7.0' }, says: ['temporary authentication failure'], weight: 82 },
  ],
  conditions: [
    {
      when: { 'host.fits': 'no' },
      add: -35,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
    {
      when: { timing: 'always' },
      add: 5,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Try again in some minutes.', ja: '数分後にもう一度試してください。' }] },
    developer: {
      steps: [
        {
          en: 'Repeat with growing pauses. If it never ends: use smtp.office365.com:587, send EHLO with a full host name, and compare the AUTH dialogue with the one below.',
          ja: '間隔を延ばしながら再試行します。続く場合は smtp.office365.com:587 を使い、EHLO に完全なホスト名を指定し、AUTH のやり取りを以下と比べてください。',
        },
      ],
      code: `S: 220 ... Microsoft ESMTP MAIL Service ready
C: EHLO host.example.com
C: STARTTLS
C: EHLO host.example.com
C: AUTH XOAUTH2 <base64>
S: 235 2.7.0 Authentication successful`,
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['smtp-host-not-for-submission', 'smtp-server-busy'],
};
