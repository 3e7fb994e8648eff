import type { Cause } from '../../cause.ts';

export const googleAppNotVerified: Cause = {
  id: 'google-app-not-verified',
  title: {
    en: 'Google "Access blocked: app has not completed the Google verification process" (403 access_denied)',
    ja: 'Google の「アクセスをブロック: Google の審査プロセスを完了していません」（403 access_denied）',
  },
  what: {
    en: 'Google did not let the person consent to this app.',
    ja: 'Google が、このアプリへの同意を許可しませんでした。',
  },
  why: {
    en: 'The consent screen is in Testing and the person is not one of its test users, or the app is for one organization only (`org_internal`), or mail scopes wait for verification.',
    ja: '同意画面が「テスト」で本人がテストユーザーに含まれていない、組織内専用（`org_internal`）のアプリである、またはメールのスコープの審査が済んでいない、のいずれかです。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        'has not completed the google verification process',
        'google verification process',
        'の審査プロセスを完了していません',
      ],
      weight: 95,
    },
    { on: 'oauth-error', where: { error: ['org_internal'] }, weight: 85 },
    { on: 'oauth-error', where: { error: 'access_denied', server: 'google' }, weight: 45 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask whoever runs the app to add you as a test user.',
          ja: 'アプリの運営者に、テストユーザーに追加するよう依頼してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'OAuth consent screen > Audience: add test users, or publish the app and apply for verification of https://mail.google.com/ (a restricted scope).',
          ja: 'OAuth 同意画面の［対象］でテストユーザーを追加するか、アプリを公開して https://mail.google.com/（制限付きスコープ）の審査を申請します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "OAuth app verification"'],
  related: ['google-blocked-by-administrator'],
};
