import type { Cause } from '../../cause.ts';

export const grantRevoked: Cause = {
  id: 'grant-revoked',
  title: {
    en: 'AADSTS50173: the grant was revoked, a fresh auth token is needed (password changed or reset)',
    ja: 'AADSTS50173: 許可が取り消された（パスワードの変更やリセットなど）',
  },
  what: {
    en: 'The refresh token was revoked. It will never work again.',
    ja: '更新トークンは取り消されました。二度と使えません。',
  },
  why: {
    en: 'The password was changed, reset or has expired, an administrator or the user revoked all sessions, or the account was disabled for a while. Access tokens that are out already may work until they end.',
    ja: 'パスワードの変更、リセット、期限切れ、管理者や本人によるセッションの取り消し、アカウントの一時的な無効化などが原因です。発行済みのアクセストークンは期限まで使えることがあります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'tokens-revoked' }, weight: 66 },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant', server: ['microsoft', 'unknown'] },
      given: { timing: 'after-password-change', 'error.number': 'no' },
      weight: 52,
    },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE' },
      given: { timing: 'after-password-change' },
      weight: 62,
    },
    { on: 'told', where: { fact: 'timing', value: 'after-password-change' }, weight: 32 },
    { on: 'oauth-error', where: { numbers: [50173, 50132, 50133] }, weight: 94 },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant', suberror: 'bad_token', server: ['microsoft', 'unknown'] },
      saysNot: ['does not exist'],
      weight: 72,
    },
    {
      on: 'oauth-error',
      says: ['grant has expired due to it being revoked', 'TokensValidFrom date'],
      weight: 86,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントはパスワードでサインインした',
      },
    },
    {
      when: { timing: 'after-password-change' },
      add: 15,
      because: { en: 'the password was changed', ja: 'パスワードが変更された' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again with the new password.',
          ja: '新しいパスワードでもう一度サインインしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Mark the account as "needs to sign in"; do not repeat the request.',
          ja: 'アカウントを「再サインインが必要」と記録し、同じ要求を繰り返さないでください。',
        },
        {
          en: 'A confidential client (with a secret or certificate) survives that users change their own password; a public client does not.',
          ja: 'ユーザー自身によるパスワード変更では、機密クライアント（シークレットまたは証明書あり）の更新トークンは残りますが、パブリック クライアントのものは失効します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'The sign-in log and the audit log show who revoked it: Microsoft Entra admin center > Identity > Monitoring & health.',
          ja: '取り消した人は、Microsoft Entra 管理センターの［ID］>［監視と正常性］のサインイン ログと監査ログで分かります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Refresh tokens"',
    'public reports',
  ],
  related: ['grant-expired-unused', 'account-disabled'],
};
