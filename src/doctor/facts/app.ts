// What may be known of the app, of its registration, and of who consented to it.

import type { FactSheet } from './fact-sheet.ts';

export const appFacts = {
  /** Devices and old programs know user names and passwords, and nothing of tokens. */
  'client.oauth': {
    values: ['yes', 'no'],
    question: {
      en: 'Can the program or device sign in by OAuth ("Modern authentication"), or does it only know user and password?',
      ja: 'そのプログラムや機器は OAuth（先進認証）に対応していますか、それともユーザー名とパスワードだけですか。',
    },
  },
  'client.kind': {
    values: ['public', 'confidential', 'spa'],
    question: {
      en: 'As what is the redirect URI registered: Web, Mobile and desktop, or Single-page application?',
      ja: 'リダイレクト URI は Web、モバイルとデスクトップ、シングルページアプリケーションのどれで登録されていますか。',
    },
  },
  /** Who gave consent. */
  'consent.by': {
    values: ['owner', 'admin', 'other', 'nobody'],
    question: {
      en: 'Who signed in and consented: the owner of the mailbox, or somebody else such as the administrator?',
      ja: 'サインインして同意したのはメールボックスの所有者ですか、それとも管理者など別の人ですか。',
    },
  },
  /** The request asked for these; decides AADSTS questions. */
  'tenant.segment': {
    values: ['common', 'organizations', 'consumers', 'tenant'],
    question: {
      en: 'Which tenant is in the URL: common, organizations, consumers, or one of your own?',
      ja: 'URL のテナント部分は common、organizations、consumers、自社のテナントのどれですか。',
    },
  },
  cloud: {
    values: ['worldwide', 'gcc-high', 'dod', 'china'],
    question: { en: 'In which cloud is the tenant?', ja: 'テナントはどのクラウドにありますか。' },
  },
  /** From a server or data centre rather than from the person's own device. */
  'runs.on': {
    values: ['server', 'desktop', 'browser', 'mobile', 'device'],
    question: {
      en: 'Where does it run: on a server, on a desktop, in a browser?',
      ja: 'どこで動いていますか（サーバー、デスクトップ、ブラウザー）。',
    },
  },
  'secret.copied': {
    values: ['value', 'id'],
    question: {
      en: 'Was the Value of the client secret copied, or its Secret ID? The Secret ID is a GUID; the Value is not.',
      ja: 'コピーしたのはクライアント シークレットの「値」ですか、「シークレット ID」ですか。GUID の形をしていればシークレット ID です。',
    },
  },
  'secret.encoded': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the client secret URL-encoded once in the request body? A secret may hold ~, +, / and other characters.',
      ja: 'クライアント シークレットは要求の本文で 1 回だけ URL エンコードされていますか（~、+、/ などの文字が入ることがあります）。',
    },
  },
  /** The enterprise application of the app in the tenant that is asked. */
  'app.in-tenant': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the app listed in that tenant? Microsoft Entra admin center > Identity > Applications > Enterprise applications shows it.',
      ja: 'そのテナントにアプリはありますか。Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］で分かります。',
    },
  },
  /** "Supported account types" of the registration (signInAudience). */
  'app.audience': {
    values: ['one-tenant', 'work', 'work-and-personal', 'personal'],
    question: {
      en: 'Which account types does the app registration support? App registrations > the app > Authentication > Supported account types.',
      ja: 'アプリの登録で「サポートされているアカウントの種類」はどれですか（［アプリの登録］> アプリ >［認証］）。',
    },
  },
  /** How the tenant lets its people consent to apps. */
  'consent.policy': {
    values: ['open', 'microsoft-managed', 'off'],
    question: {
      en: 'How may users consent in the tenant? Microsoft Entra admin center > Identity > Applications > Enterprise applications > Consent and permissions > User consent settings.',
      ja: 'テナントではユーザーの同意がどう設定されていますか。Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］>［同意とアクセス許可］>［ユーザーの同意設定］で分かります。',
    },
  },
  /** The app's service principal, as Exchange knows it (`New-ServicePrincipal`). */
  'app.registered': {
    values: ['yes', 'no', 'wrong-object-id'],
    question: {
      en: 'Does Exchange know the app? `Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId` must show it with the object id of the ENTERPRISE application.',
      ja: 'Exchange にアプリは登録されていますか。`Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId` に、エンタープライズ アプリケーションのオブジェクト ID で表示されるはずです。',
    },
  },
  'security-defaults': {
    values: ['on', 'off'],
    question: {
      en: 'Are security defaults on? Microsoft Entra admin center > Identity > Overview > Properties shows it.',
      ja: 'セキュリティの既定値群は有効ですか。Microsoft Entra 管理センターの［ID］>［概要］>［プロパティ］で分かります。',
    },
  },
} as const satisfies Record<string, FactSheet>;
