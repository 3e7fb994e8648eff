import type { Cause } from '../../cause.ts';

export const appNotAddedToTenant: Cause = {
  id: 'app-not-added-to-tenant',
  title: {
    en: 'AADSTS650051: the app could not be added to the organization',
    ja: 'AADSTS650051: アプリを組織に追加できない',
  },
  what: {
    en: 'Consent failed, because Entra could not make the enterprise application.',
    ja: '同意の途中で、エンタープライズ アプリケーションを作成できませんでした。',
  },
  why: {
    en: 'One of this name is there already (an earlier consent is still being completed, or was removed by half); or the organization is unmanaged: nobody has taken its domain over.',
    ja: '同名のものがすでにある（以前の同意が処理中、または削除が不完全）か、組織が管理されていない（ドメインの所有者が確認されていない）状態です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 650051 }, weight: 93 },
    {
      on: 'oauth-error',
      says: ['service principal name is already present', 'in an unmanaged state'],
      weight: 92,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Try again after some minutes.', ja: '数分後にやり直してください。' }] },
    administrator: {
      steps: [
        {
          en: 'Enterprise applications: delete the app there, then consent again. An unmanaged organization is taken over by proving its domain.',
          ja: '［エンタープライズ アプリケーション］でアプリを削除してから同意し直してください。管理されていない組織は、ドメインの所有を証明して引き継ぎます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['app-not-in-tenant'],
};
