import type { Cause } from '../../cause.ts';

export const googleBandwidthLimit: Cause = {
  id: 'google-bandwidth-limit',
  title: {
    en: 'Gmail "[OVERQUOTA] Account exceeded command or bandwidth limits": 2,500 MB a day',
    ja: 'Gmail の「[OVERQUOTA] Account exceeded command or bandwidth limits」: IMAP の取得は 1 日 2,500 MB まで',
  },
  what: {
    en: 'Too much was fetched from this account over IMAP.',
    ja: 'IMAP での取得量が上限を超えました。',
  },
  why: {
    en: 'Google allows 2,500 MB of downloads by IMAP a day.',
    ja: 'Google の IMAP ダウンロードは 1 日 2,500 MB までです。',
  },
  symptoms: [
    { on: 'reply', says: ['exceeded command or bandwidth limits', 'exceeded bandwidth limits'], weight: 95 },
    { on: 'reply', where: { responseCode: 'OVERQUOTA' }, says: ['bandwidth'], weight: 90 },
  ],
  remedies: {
    user: { steps: [{ en: 'Wait some hours, up to a day.', ja: '数時間から 1 日待ってください。' }] },
    developer: {
      steps: [
        {
          en: 'Fetch headers first and bodies when needed; spread the first synchronisation over days.',
          ja: '先にヘッダーを取得し、本文は必要なときに取得します。初回の同期は数日に分けます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Google, "Gmail bandwidth limits"'],
  related: ['google-too-many-connections'],
};
