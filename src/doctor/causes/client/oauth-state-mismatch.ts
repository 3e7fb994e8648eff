import type { Cause } from '../../cause.ts';

export const oauthStateMismatch: Cause = {
  id: 'oauth-state-mismatch',
  title: {
    en: '"Invalid state", "CSRF Warning! State not equal", mismatching_state: the program does not know the sign-in that came back',
    ja: '「Invalid state」「CSRF Warning! State not equal」mismatching_state: 戻ってきたサインインをプログラムが認識できない',
  },
  what: {
    en: 'Microsoft sent the browser back, and the program refused, because the `state` is not the one that it keeps in the session.',
    ja: 'Microsoft からブラウザーは戻りましたが、`state` がセッションに保存したものと一致しないため、プログラムが拒否しました。',
  },
  why: {
    en: 'The session was lost on the way: begun under another host name or scheme than that of the redirect URI (localhost and 127.0.0.1, http and https behind a proxy), a cookie that was not sent (SameSite, blocked), too long a wait, two tabs, a callback that was opened twice, or an address that was copied from an earlier try.',
    ja: '途中でセッションが失われています。リダイレクト URI と別のホスト名やスキームで始めた（localhost と 127.0.0.1、プロキシの後ろの http と https）、Cookie が送られなかった（SameSite、ブロック）、時間がかかりすぎた、タブが二つある、コールバックが 2 回開かれた、以前の試行の URL を貼った、などです。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        error: [
          'state_mismatch',
          'mismatching_state',
          'invalid_state',
          'bad_state',
          'missing_state',
          'state_not_found',
          'invalid_state_parameter',
          'csrf_detected',
        ],
      },
      weight: 92,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Open the program under exactly the address of its redirect URI, in one fresh tab, without blocked cookies, and connect again at once.',
          ja: 'リダイレクト URI とまったく同じアドレスでプログラムを新しいタブ一つで開き、Cookie をブロックせずに、すぐ接続し直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'The cookie of the session: `SameSite=Lax` (`None; Secure` where the answer comes as a form post), one secret and one store for all workers. Redeem each answer once.',
          ja: 'セッションの Cookie は `SameSite=Lax`（form_post なら `None; Secure`）とし、すべてのワーカーで鍵と保存先を共通にします。応答は 1 回だけ処理します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Set the public address (https) in the program, and have the proxy hand on Host, X-Forwarded-Proto and cookies.',
          ja: 'プログラムに公開アドレス（https）を設定し、プロキシが Host、X-Forwarded-Proto、Cookie を渡すようにします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 6749, section 10.12', 'RFC 9700, section 4.7', 'public reports'],
  related: ['redirect-page-refused', 'redirect-uri-changed-between-legs'],
};
