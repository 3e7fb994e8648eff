import type { Cause } from '../../cause.ts';

export const ewsImpersonationMissing: Cause = {
  id: 'ews-impersonation-missing',
  title: {
    en: 'EWS "ExchangeImpersonation SOAP header must be present" or "ErrorImpersonateUserDenied": for whom an app by itself acts',
    ja: 'EWS「ExchangeImpersonation SOAP header must be present」「ErrorImpersonateUserDenied」: アプリが誰として動くか',
  },
  what: {
    en: 'The app signed in by itself and a request named no person; or an account named one for whom it may not act.',
    ja: 'アプリ自身のサインインで要求に利用者の指定がないか、指定された利用者として動く権限がアカウントにありません。',
  },
  why: {
    en: 'A token with full_access_as_app belongs to no mailbox: every request, those for folders and subscriptions too, needs the header. The role ApplicationImpersonation, by which one account acted for others, is gone from Exchange Online since February 2025.',
    ja: 'full_access_as_app のトークンはどのメールボックスのものでもないため、フォルダーや購読を含むすべての要求にこのヘッダーが必要です。アカウントが他人として動くための役割 ApplicationImpersonation は、2025 年 2 月に Exchange Online から廃止されました。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'exchangeimpersonation soap header must be present',
        'does not have permission to impersonate the requested user',
      ],
      weight: 94,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Set the impersonated user on the service object before each call, and X-AnchorMailbox to the same address; in exchangelib `access_type=IMPERSONATION`.',
          ja: '呼び出しの前にサービス オブジェクトへ偽装するユーザーを設定し、X-AnchorMailbox にも同じアドレスを入れます。exchangelib では `access_type=IMPERSONATION` です。',
        },
        {
          en: 'Where an account acts for others, sign in as an app with full_access_as_app instead, limited by "RBAC for Applications".',
          ja: 'アカウントが他人として動いている場合は、「RBAC for Applications」で範囲を絞った full_access_as_app のアプリとしてサインインします。',
        },
      ],
      code: 'service.ImpersonatedUserId = new ImpersonatedUserId(ConnectingIdType.SmtpAddress, "<address>");\nservice.HttpHeaders.Add("X-AnchorMailbox", "<address>");',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Authenticate an EWS application by using OAuth"',
    'Microsoft Exchange Team Blog, "Retirement of RBAC Application Impersonation in Exchange Online"',
  ],
  related: ['app-token-without-roles'],
};
