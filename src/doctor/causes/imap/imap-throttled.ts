import type { Cause } from '../../cause.ts';

export const imapThrottled: Cause = {
  id: 'imap-throttled',
  title: {
    en: '"BAD Request is throttled. Suggested Backoff Time: ... milliseconds": wait that long',
    ja: '「BAD Request is throttled. Suggested Backoff Time: ... milliseconds」: 示された時間だけ待つ',
  },
  what: {
    en: 'Exchange slows this mailbox down, because too much was asked of it in a short time.',
    ja: '短時間の要求が多すぎたため、Exchange がこのメールボックスへの要求を抑えています。',
  },
  why: {
    en: 'Budgets for commands and data belong to the mailbox, over all programs. The number is the time in milliseconds until it answers again; up to about five minutes have been seen.',
    ja: 'コマンド数とデータ量の枠はメールボックスごとで、すべてのプログラムの合計です。数値は再開までの時間（ミリ秒）で、最大 5 分程度の例があります。',
  },
  symptoms: [{ on: 'reply', says: ['request is throttled', 'suggested backoff time'], weight: 95 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Leave the program alone for five minutes. If it happens daily, let fewer programs open the mailbox.',
          ja: '5 分ほど待ってください。毎日起きるなら、メールボックスを開くプログラムを減らします。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Read the number out of the text, send nothing on any connection of that mailbox for so long (at most five minutes), then repeat the command. Fetch in smaller steps and with fewer connections.',
          ja: '文中の数値を読み取り、その時間（最大 5 分）はそのメールボックスのどの接続からも何も送らず、その後コマンドを再送します。取得は小分けにし、接続数も減らします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['too-many-imap-connections', 'imap-server-unavailable'],
};
