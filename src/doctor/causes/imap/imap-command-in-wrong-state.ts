import type { Cause } from '../../cause.ts';

export const imapCommandInWrongState: Cause = {
  id: 'imap-command-in-wrong-state',
  title: {
    en: '"BAD Command received in Invalid state.": SELECT before sign-in, or a command during IDLE',
    ja: '「BAD Command received in Invalid state.」: サインイン前の SELECT や IDLE 中のコマンド',
  },
  what: {
    en: 'The command is known, but not at this point of the session.',
    ja: 'コマンド自体は正しいのですが、セッションのこの段階では使えません。',
  },
  why: {
    en: 'A folder was opened before the sign-in succeeded, a message fetched before a folder was selected, or a command sent while IDLE was still running.',
    ja: 'サインインの成功前にフォルダーを開いた、フォルダー選択前にメッセージを取得した、IDLE の終了前にコマンドを送った、などの場合です。',
  },
  symptoms: [
    { on: 'reply', says: ['command received in invalid state', 'received in invalid state'], weight: 92 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Check the answer of AUTHENTICATE before going on (a refused sign-in is the usual reason), and end IDLE with DONE and wait for its OK.',
          ja: '先へ進む前に AUTHENTICATE の応答を確認してください（サインインの拒否が最も多い原因です）。IDLE は DONE で終え、OK を待ちます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 9051, section 3', 'public reports'],
  related: ['graph-token-at-mail-server', 'idle-goes-silent'],
};
