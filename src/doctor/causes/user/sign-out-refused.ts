import type { Cause } from '../../cause.ts';

export const signOutRefused: Cause = {
  id: 'sign-out-refused',
  title: {
    en: 'AADSTS50061, 50068, 50070, 50071: the sign-out was not carried out',
    ja: 'AADSTS50061・50068・50070・50071: サインアウトが実行されなかった',
  },
  what: {
    en: 'Entra ID did not sign the person out, because the request for it was invalid (50061), came from an app that has no part in the session (50068), named another session (50070) or was too old (50071).',
    ja: 'Entra ID がサインアウトを実行しませんでした。要求が無効（50061）、セッションに参加していないアプリからの要求（50068）、別のセッションの指定（50070）、期限切れ（50071）のいずれかです。',
  },
  why: {
    en: 'Whoever had signed out already, in another tab or because the session ended, has no session that could be ended once more; so has whoever signed in with another account in the meantime. A SAML request for signing out must also name the session by the name identifier of its sign-in.',
    ja: '別のタブでサインアウト済み、またはセッションが終了していると、終了させるセッションがありません。その間に別のアカウントでサインインした場合も同様です。SAML のサインアウト要求では、サインイン時の名前識別子でセッションを指定する必要があります。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: [50061, 50068, 50070, 50071] }, weight: 88 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Close all windows of the browser. Mail that is fetched with a token goes on: signing out of the browser ends no grant.',
          ja: 'ブラウザーのウィンドウをすべて閉じてください。トークンによるメールの取得には影響しません。ブラウザーでサインアウトしても許可は取り消されません。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the browser to the end_session_endpoint of the metadata with `logout_hint` (the `login_hint` claim of the id token) and a registered `post_logout_redirect_uri`, and end your own session whatever the answer is.',
          ja: 'メタデータの end_session_endpoint に、`logout_hint`（ID トークンの `login_hint` クレーム）と登録済みの `post_logout_redirect_uri` を付けてブラウザーを送り、応答にかかわらず自分のセッションを終了します。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant>/oauth2/v2.0/logout?logout_hint=<login_hint>&post_logout_redirect_uri=<uri>',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "OpenID Connect"',
  ],
  related: ['several-accounts-signed-in', 'saml-request-refused'],
};
