import type { Cause } from '../../cause.ts';

export const personalServiceTrouble: Cause = {
  id: 'personal-service-trouble',
  title: {
    en: 'AADSTS70012: a server error occurred while authenticating a personal (MSA) user',
    ja: 'AADSTS70012: 個人アカウントの認証中にサーバー エラーが発生した',
  },
  what: {
    en: 'The sign-in service of personal accounts had trouble.',
    ja: '個人アカウントのサインイン サービスで問題が発生しました。',
  },
  why: { en: 'It passes by itself.', ja: '時間が経てば解消します。' },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 70012 }, weight: 92 },
    { on: 'oauth-error', where: { endpoint: 'authorize' }, says: ['something went wrong'], weight: 60 },
  ],
  remedies: {
    user: { steps: [{ en: 'Try again after some minutes.', ja: '数分後にもう一度試してください。' }] },
    developer: { steps: [{ en: 'Repeat with growing pauses.', ja: '間隔を広げながら再試行します。' }] },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['entra-unavailable'],
};
