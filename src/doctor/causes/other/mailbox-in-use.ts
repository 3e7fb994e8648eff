import type { Cause } from '../../cause.ts';

export const mailboxInUse: Cause = {
  id: 'mailbox-in-use',
  title: {
    en: '"[IN-USE]" or "[INUSE]": another session has the mailbox locked',
    ja: '「[IN-USE]」「[INUSE]」: 別のセッションがメールボックスをロックしている',
  },
  what: {
    en: 'Another program has the mailbox open and keeps it locked.',
    ja: '別のプログラムがメールボックスを開いてロックしています。',
  },
  why: {
    en: 'POP locks the mailbox for a whole session. One that broke off without QUIT holds the lock until it times out.',
    ja: 'POP はセッションの間メールボックスをロックします。QUIT せずに切れたセッションのロックは、タイムアウトまで残ります。',
  },
  symptoms: [
    { on: 'reply', where: { responseCode: ['IN-USE', 'INUSE'] }, weight: 90 },
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err' },
      says: ['mailbox is locked', 'maildrop already locked', 'unable to lock'],
      weight: 82,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Close the other mail program, or wait ten minutes.',
          ja: '他のメールソフトを閉じるか、10 分ほど待ってください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'End POP sessions with QUIT and do not fetch in parallel.',
          ja: 'POP セッションは QUIT で終わらせ、並行して取得しないでください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 2449, section 8.1.2', 'RFC 5530, section 3'],
  related: ['pop-login-delay'],
};
