import type { Cause } from '../../cause.ts';

export const consentDeclined: Cause = {
  id: 'consent-declined',
  title: {
    en: 'AADSTS65004 / access_denied: the user declined to consent to access the app',
    ja: 'AADSTS65004・access_denied: ユーザーがアプリへの同意を拒否した',
  },
  what: {
    en: 'The sign-in came back without a code: the user pressed Cancel or Back, or a policy refused.',
    ja: '認可コードなしで戻りました。ユーザーが［キャンセル］または［戻る］を押したか、ポリシーで拒否されています。',
  },
  why: {
    en: 'Nothing was granted. The same page can be shown again.',
    ja: '何も許可されていません。同じ画面をもう一度表示できます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 65004 }, weight: 94 },
    {
      on: 'oauth-error',
      where: { error: 'access_denied', server: ['microsoft', 'unknown'] },
      saysNot: ['50020', 'administrator', 'admin'],
      weight: 42,
    },
    {
      on: 'oauth-error',
      where: { error: 'consent_required', server: ['microsoft', 'unknown'] },
      says: ['declined'],
      weight: 45,
    },
    {
      on: 'oauth-error',
      where: { error: 'permission_denied', server: ['microsoft', 'unknown'] },
      weight: 55,
    },
    {
      on: 'oauth-error',
      says: ['user declined to consent', 'user has denied access', 'user denied the request'],
      weight: 86,
    },
  ],
  conditions: [
    {
      when: { leg: 'device' },
      add: -10,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and press Accept. If the page wants an administrator, choose "Return to the application without granting consent" and ask yours.',
          ja: 'もう一度サインインして［承諾］を押してください。管理者が必要と表示されたら、「同意せずにアプリケーションに戻る」を選び、管理者に依頼してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Show the user why each permission is needed, and offer the sign-in again. Do not treat it as a fault.',
          ja: '各アクセス許可が必要な理由を示し、再度サインインできるようにします。障害として扱わないでください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['admin-approval-user-consent-off', 'device-code-declined'],
};
