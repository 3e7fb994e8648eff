import type { Cause } from '../../cause.ts';

export const imapClosed14: Cause = {
  id: 'imap-closed-14',
  title: {
    en: '"BYE Connection is closed. 14": the server gave up after refused sign-ins or a mailbox that would not open',
    ja: '「BYE Connection is closed. 14」: サインイン失敗の繰り返し、またはメールボックスを開けず切断された',
  },
  what: {
    en: 'The server ended the connection after several failures. What matters is the answer before it.',
    ja: '失敗が続いたため、サーバーが接続を終えました。重要なのはその前の応答です。',
  },
  why: {
    en: 'Seen after several refused sign-ins, and after "User is authenticated but not connected" was answered twice.',
    ja: 'サインインの拒否が数回続いた後や、「User is authenticated but not connected」が 2 回返った後に見られます。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { status: ['bye', 'stray', 'ok'] },
      says: ['connection is closed 14', 'connection closed 14'],
      weight: 34,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Do not sign in again on the same connection, and not with the same token: find the cause of the first refusal.',
          ja: '同じ接続や同じトークンでサインインを繰り返さず、最初の拒否の原因を調べてください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-of-another-mailbox', 'graph-token-at-mail-server', 'too-many-imap-connections'],
};
