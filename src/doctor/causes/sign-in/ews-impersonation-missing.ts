import type { Cause } from '../../cause.ts';

export const ewsImpersonationMissing: Cause = {
  id: 'ews-impersonation-missing',
  title: {
    en: 'EWS "ExchangeImpersonation SOAP header must be present for this type of OAuth token": an app must say whose mailbox it is',
    ja: 'EWS「ExchangeImpersonation SOAP header must be present for this type of OAuth token」: アプリは誰のメールボックスかを指定する必要がある',
  },
  what: {
    en: 'The app signed in by itself, and a request named no person.',
    ja: 'アプリ自身としてサインインしていますが、要求に利用者の指定がありません。',
  },
  why: {
    en: 'A token with full_access_as_app belongs to no mailbox: every request, those for folders and subscriptions too, needs the header.',
    ja: 'full_access_as_app のトークンはどのメールボックスのものでもないため、フォルダーや購読を含むすべての要求にこのヘッダーが必要です。',
  },
  symptoms: [{ on: 'reply', says: ['exchangeimpersonation soap header must be present'], weight: 94 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Set the impersonated user on the service object before each call, and X-AnchorMailbox to the same address; in exchangelib `access_type=IMPERSONATION`.',
          ja: '呼び出しの前にサービス オブジェクトへ偽装するユーザーを設定し、X-AnchorMailbox にも同じアドレスを入れます。exchangelib では `access_type=IMPERSONATION` です。',
        },
      ],
      code: 'service.ImpersonatedUserId = new ImpersonatedUserId(ConnectingIdType.SmtpAddress, "<address>");\nservice.HttpHeaders.Add("X-AnchorMailbox", "<address>");',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an EWS application by using OAuth"'],
  related: ['app-token-without-roles'],
};
