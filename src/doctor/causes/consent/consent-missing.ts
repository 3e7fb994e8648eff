import type { Cause } from '../../cause.ts';

export const consentMissing: Cause = {
  id: 'consent-missing',
  title: {
    en: 'AADSTS65001: the user or administrator has not consented to use the application',
    ja: 'AADSTS65001: ユーザーまたは管理者がアプリの使用に同意していない',
  },
  what: {
    en: 'A token was asked for without anybody having agreed that the app may have it.',
    ja: 'アプリへの同意がないまま、トークンが要求されました。',
  },
  why: {
    en: 'Consent is given on a page in the browser. Silent requests, the device flow with other scopes, and the password flow show no such page.',
    ja: '同意はブラウザーの画面で行います。画面のない要求（サイレント取得、スコープの異なるデバイスコード、パスワードによる取得）では求められません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'scope-not-in-token' }, weight: 36 },
    { on: 'told', where: { fact: 'helped', value: 'admin-consent' }, weight: 56 },
    { on: 'oauth-error', where: { numbers: 65001 }, weight: 62 },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant', suberror: 'consent_required', server: ['microsoft', 'unknown'] },
      weight: 62,
    },
    {
      on: 'oauth-error',
      where: { error: 'consent_required', server: ['microsoft', 'unknown'] },
      saysNot: ['declined'],
      weight: 55,
    },
    {
      on: 'oauth-error',
      says: ['has not consented to use the application', 'user or administrator has not consented'],
      weight: 62,
    },
  ],
  conditions: [
    {
      when: { 'other-resource': 'works' },
      add: -30,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
    {
      when: { 'other-resource': 'fails' },
      add: 15,
      because: { en: 'no resource works', ja: 'どのリソースも使えない' },
    },
    {
      when: { 'consent.by': 'nobody' },
      add: 30,
      because: { en: 'nobody has consented', ja: '誰も同意していない' },
    },
    {
      when: { leg: ['authorize', 'device', 'token'] },
      add: 12,
      because: { en: 'it failed before there was a grant', ja: '許可を得る前に失敗した' },
    },
    {
      when: { flow: 'password' },
      add: 20,
      because: {
        en: 'the password flow cannot ask for consent',
        ja: 'パスワードによる取得では同意を求められない',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Connect the account in a browser and accept what the page lists.',
          ja: 'ブラウザーでアカウントを接続し、画面に表示される内容に同意してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the same scopes; prompt=consent shows the page even where something was consented before.',
          ja: '同じスコープで /authorize へ誘導します。prompt=consent を付けると、以前の同意があっても画面が表示されます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Consent for everybody, or Microsoft Entra admin center > Identity > Applications > Enterprise applications > the app > Permissions > Grant admin consent.',
          ja: '組織全体に対して同意するか、Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］> アプリ >［アクセス許可］>［管理者の同意を与える］を使います。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant>/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Scopes and permissions"',
  ],
  related: ['consent-missing-for-one-resource', 'admin-approval-user-consent-off', 'resource-url-guessed'],
};
