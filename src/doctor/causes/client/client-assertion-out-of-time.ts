import type { Cause } from '../../cause.ts';

export const clientAssertionOutOfTime: Cause = {
  id: 'client-assertion-out-of-time',
  title: {
    en: 'AADSTS700024: client assertion is not within its valid time range',
    ja: 'AADSTS700024: クライアント アサーションが有効期間外',
  },
  what: {
    en: 'The signed assertion was sent too early or too late.',
    ja: '署名付きアサーションが有効期間の前または後に送られました。',
  },
  why: {
    en: 'The clock of the machine is wrong, or an old assertion is sent again. It should live five to ten minutes.',
    ja: 'マシンの時計がずれているか、古いアサーションを使い回しています。有効期間は 5～10 分にします。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [700024, 500133] }, weight: 92 },
    { on: 'oauth-error', says: ['assertion is not within its valid time range'], weight: 80 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Set the clock by NTP, and make a fresh assertion for each request.',
          ja: 'NTP で時計を合わせ、要求ごとに新しいアサーションを作成します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Certificate credentials"', 'public reports'],
  related: ['client-assertion-refused'],
};
