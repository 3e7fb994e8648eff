import type { Cause } from '../../cause.ts';

export const credentialsRefused: Cause = {
  id: 'credentials-refused',
  title: {
    en: '"NO [AUTHENTICATIONFAILED] Authentication failed": the server refuses user name, password or token',
    ja: '「NO [AUTHENTICATIONFAILED] Authentication failed」: サーバーがユーザー名・パスワード・トークンを拒否した',
  },
  what: {
    en: 'A mail server other than Exchange refused the sign-in.',
    ja: 'Exchange 以外のメールサーバーがサインインを拒否しました。',
  },
  why: {
    en: 'The response code of RFC 5530 says only that: the user name, the password or the token do not count at this server.',
    ja: 'RFC 5530 の応答コードが示すのは、このサーバーではユーザー名、パスワード、またはトークンが無効だということだけです。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'], responseCode: 'AUTHENTICATIONFAILED' },
      weight: 45,
    },
    { on: 'reply', where: { protocol: ['pop', 'unknown'], responseCode: 'AUTH' }, weight: 60 },
    { on: 'reply', where: { protocol: ['smtp', 'unknown'], code: 535, enhanced: '5.7.8' }, weight: 45 },
    // 535 says it, whatever a server puts behind it (RFC 4954 section 6).
    {
      on: 'reply',
      where: {
        protocol: ['smtp', 'unknown'],
        code: 535,
        enhanced: ['', '5.0.0', '5.1.0', '5.7.0', '5.7.1', '5.7.14'],
      },
      weight: 40,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Check the user name, often the whole address, and the password.',
          ja: 'ユーザー名（多くはアドレス全体）とパスワードを確認してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: "With a token: look at its issuer, audience and scope; the server's own log says more than its answer.",
          ja: 'トークンを使う場合は発行者、宛先、スコープを確認します。応答よりもサーバーのログの方が詳しい情報を示します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: "Look into the server's log at the same time. Dovecot: `auth_debug=yes`.",
          ja: '同時刻のサーバーのログを確認してください。Dovecot なら `auth_debug=yes` を設定します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 5530, section 3', 'RFC 4954, section 6'],
  related: ['google-token-refused', 'imap-authorization-failed'],
};
