import type { Cause } from '../../cause.ts';

export const idleGoesSilent: Cause = {
  id: 'idle-goes-silent',
  title: {
    en: 'IMAP IDLE goes silent after an hour or two: no new mail is announced and no error comes',
    ja: 'IMAP IDLE が 1～2 時間で黙り込む: 新着が通知されず、エラーも出ない',
  },
  what: {
    en: 'The connection looks open, but nothing comes over it any more.',
    ja: '接続は開いているように見えますが、何も届かなくなります。',
  },
  why: {
    en: "A router or firewall on the way has forgotten the connection, or the session's token has ended without a BYE that arrived.",
    ja: '途中のルーターやファイアウォールが接続を忘れたか、トークンの期限切れの BYE が届かなかったためです。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'idle-silent' }, weight: 85 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'End IDLE with DONE and begin it again at the latest every 10 minutes; close the connection when no answer comes within 30 seconds; sign in anew when the token ends. Compare the folder after every reconnection.',
          ja: '遅くとも 10 分ごとに DONE で IDLE を終えて再開し、30 秒以内に応答がなければ接続を閉じます。トークンの期限ごとにサインインし直し、再接続のたびにフォルダーの差分を確認します。',
        },
      ],
      code: `a1 IDLE
DONE
a2 IDLE`,
    },
  },
  certainty: 'reported',
  sources: ['RFC 2177', 'public reports'],
  related: ['imap-idle-timeout', 'imap-session-token-expired'],
};
