import type { Cause } from '../../cause.ts';

export const offlineAccessPrefixed: Cause = {
  id: 'offline-access-prefixed',
  title: {
    en: 'https://graph.microsoft.com/offline_access brings no refresh_token: offline_access takes no prefix',
    ja: 'https://graph.microsoft.com/offline_access では更新トークンが返らない（offline_access に接頭辞は付けない）',
  },
  what: {
    en: 'offline_access was written with a resource before it. The sign-in passes, and no refresh token comes.',
    ja: 'offline_access の前にリソースの URL が付いています。サインインは成功しますが、更新トークンは返りません。',
  },
  why: {
    en: 'offline_access, openid, profile and email belong to no resource. With a prefix it is another name, which does not count.',
    ja: 'offline_access、openid、profile、email はどのリソースにも属しません。接頭辞を付けると別の名前になり、効果がありません。',
  },
  symptoms: [
    { on: 'scopes', given: { 'scopes.offline': 'prefixed' }, weight: 85 },
    { on: 'request', given: { 'scopes.offline': 'prefixed' }, weight: 85 },
    {
      on: 'token-answer',
      where: { refreshToken: 'no' },
      given: { 'scopes.offline': 'prefixed' },
      weight: 92,
    },
    { on: 'told', where: { fact: 'scopes.offline', value: 'prefixed' }, weight: 80 },
  ],
  remedies: {
    developer: {
      steps: [{ en: 'Write offline_access alone.', ja: 'offline_access は接頭辞なしで書きます。' }],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['no-refresh-token'],
};
