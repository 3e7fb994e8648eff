import type { Cause } from '../../cause.ts';

export const tenantBlocked: Cause = {
  id: 'tenant-blocked',
  title: {
    en: 'AADSTS5000225: this tenant has been blocked due to inactivity (or AADSTS5000224)',
    ja: 'AADSTS5000225: 使われていないためテナントがブロックされた（AADSTS5000224 も同様）',
  },
  what: {
    en: 'Microsoft has shut the whole directory off.',
    ja: 'Microsoft がディレクトリ全体を停止しました。',
  },
  why: {
    en: 'It was not used for 200 days or more, or broke the terms. A sandbox or trial may have ended.',
    ja: '200 日以上使われていない、または規約違反です。試用版や開発用テナントの期限切れもあります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [5000224, 5000225] }, weight: 93 },
    { on: 'oauth-error', says: ['tenant has been blocked'], weight: 90 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Ask Microsoft support to reactivate it within 20 days; afterwards it is deleted.',
          ja: '20 日以内に Microsoft サポートへ再開を依頼してください。その後は削除されます。',
        },
      ],
    },
    developer: {
      steps: [{ en: 'Use another tenant for tests.', ja: '別のテストテナントを使ってください。' }],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Tenant inaccessible due to inactivity"'],
  related: ['tenant-not-found'],
};
