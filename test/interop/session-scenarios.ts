// The sessions that the sandbox and Dovecot both play: two on one mailbox by IMAP, one after another by POP.

import { LineTalk, type TalkTarget } from '../kit/line-talk.ts';

/** Gets two sessions on one mailbox and writes down what was answered. */
export interface Stage {
  readonly target: TalkTarget;
  readonly a: LineTalk;
  readonly b: LineTalk;
  note(what: string, answer: readonly string[] | string): void;
}

export interface Scenario {
  readonly name: string;
  play(stage: Stage): Promise<void>;
}

const letter = (subject: string, body = 'Hello.\r\n'): string =>
  `From: Ben Ito <ben@contoso.example>\r\nTo: anna@contoso.example\r\nSubject: ${subject}\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@contoso.example>\r\n\r\n${body}`;

function append(folder: string, text: string, extra = ''): string {
  return `APPEND ${folder} ${extra}{${text.length}+}\r\n${text}`;
}

async function each(stage: Stage, who: 'a' | 'b', commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const shown = command.replace(/\r\n[\s\S]*/, ' ...');
    stage.note(`${who}: ${shown}`, await stage[who].imap(command));
  }
}

/** Asks until everything has been heard. */
async function heard(stage: Stage, who: 'a' | 'b', news: readonly RegExp[]): Promise<void> {
  let said = '';
  for (let times = 0; times < 200 && !news.every((one) => one.test(said)); times += 1) {
    said += (await stage[who].imap('NOOP')).join('\n');
  }
  for (const one of news) stage.note(`${who} hears ${one}`, String(one.test(said)));
}

export const imapScenarios: readonly Scenario[] = [
  {
    name: 'folders are made, renamed, subscribed to and deleted',
    play: (stage) =>
      each(stage, 'a', [
        'CREATE Tree',
        'CREATE Tree',
        'CREATE Tree/Branch/Leaf',
        'LIST "" Tree*',
        'LIST "" Tree/%',
        'LIST Tree/ *',
        'LIST "" ""',
        'RENAME Tree/Branch Tree/Bough',
        'LIST "" Tree*',
        'RENAME Missing Other',
        'RENAME Tree/Bough/Leaf Tree',
        'SUBSCRIBE Tree/Bough/Leaf',
        'LSUB "" Tree/Bough/Leaf',
        'UNSUBSCRIBE Tree/Bough/Leaf',
        'LSUB "" Tree/Bough/Leaf',
        'DELETE Tree/Bough/Leaf',
        'DELETE Tree/Bough',
        'DELETE Missing',
        'DELETE INBOX',
        'CREATE INBOX',
        'DELETE Tree',
        'LIST "" Tree*',
        'CREATE &ANw-ber',
        'LIST "" &ANw-*',
        'DELETE &ANw-ber',
      ]),
  },
  {
    name: 'a message is put in with flags and date, and taken out by parts',
    play: (stage) =>
      each(stage, 'a', [
        'CREATE Box',
        'STATUS Box (MESSAGES UIDNEXT UNSEEN)',
        append('Box', letter('one'), '(\\Seen \\Flagged) "02-Nov-2026 10:11:12 +0100" '),
        append('Box', letter('two', 'first\r\nsecond\r\n'), '"12-Nov-2026 10:11:12 +0000" '),
        append('Missing', letter('nowhere')),
        'STATUS Box (MESSAGES UIDNEXT UNSEEN)',
        'EXAMINE Box',
        'FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)',
        'FETCH 1 ENVELOPE',
        'FETCH 2 (BODY[])',
        'FETCH 2 (BODY[HEADER.FIELDS (SUBJECT FROM)])',
        'FETCH 2 (BODY[HEADER.FIELDS.NOT (SUBJECT FROM TO DATE)] BODY[TEXT])',
        'FETCH 2 (BODY[1])',
        'FETCH 2 (BODY[]<5.10>)',
        'FETCH 2 (BODY[TEXT]<100.10>)',
        'FETCH 2 (RFC822.HEADER)',
        'FETCH 2 (BODYSTRUCTURE)',
        'FETCH 2 FAST',
        'UID FETCH 2 (FLAGS)',
        'UID FETCH 77 (FLAGS)',
        'UID FETCH 2:* (FLAGS)',
        'UID FETCH 99:* (FLAGS)',
        'FETCH 7 (FLAGS)',
        'FETCH 0 (FLAGS)',
        'FETCH 1 (NONSENSE)',
        'FETCH 1',
        'STORE 1 +FLAGS (\\Deleted)',
        'SELECT Box',
        'FETCH 2 (BODY[TEXT])',
        'FETCH 2 (FLAGS)',
        'UNSELECT',
        'FETCH 1 (FLAGS)',
        'DELETE Box',
      ]),
  },
  {
    name: 'flags are set, added, taken away and kept from those who may not',
    play: async (stage) => {
      await each(stage, 'a', [
        'CREATE Flags',
        append('Flags', letter('one')),
        append('Flags', letter('two')),
        append('Flags', letter('three')),
        'SELECT Flags',
        'STORE 1 FLAGS (\\Seen)',
        'STORE 1:2 +FLAGS (\\Flagged \\Answered)',
        'STORE 1 -FLAGS.SILENT (\\Flagged)',
        'FETCH 1:3 (FLAGS)',
        'UID STORE 3 +FLAGS.SILENT (\\Deleted)',
        'UID STORE 3 -FLAGS (\\Deleted)',
        'STORE 1 +FLAGS (\\Recent)',
        'STORE 9 +FLAGS (\\Seen)',
        'STORE 1 FLAGS',
        'CLOSE',
        'DELETE Flags',
      ]);
    },
  },
  {
    name: 'two sessions hear of each other at their next command',
    play: async (stage) => {
      await each(stage, 'a', [
        'CREATE Two',
        append('Two', letter('one')),
        append('Two', letter('two')),
        'SELECT Two',
      ]);
      await each(stage, 'b', ['SELECT Two', 'FETCH 1:* (UID)']);
      await each(stage, 'a', [append('Two', letter('three')), 'STORE 1 +FLAGS (\\Flagged)']);
      // Dovecot finds out when it looks into the Maildir the next time.
      await heard(stage, 'b', [/\* 3 EXISTS/, /\* 1 FETCH \(.*\\Flagged/]);
      await each(stage, 'b', ['STORE 2 +FLAGS.SILENT (\\Answered)']);
      await heard(stage, 'a', [/\* 2 FETCH \(.*\\Answered/]);
      await each(stage, 'a', ['STORE 1:2 +FLAGS.SILENT (\\Deleted)', 'EXPUNGE', 'FETCH 1:* (UID)']);
      // What is gone keeps its number until the session may hear of it (RFC 3501 section 7.4.1).
      await each(stage, 'b', ['FETCH 3 (UID)', 'SEARCH SUBJECT three', 'NOOP', 'FETCH 1:* (UID)', 'CHECK']);
      await each(stage, 'b', ['CLOSE']);
      await each(stage, 'a', ['UNSELECT', 'DELETE Two']);
    },
  },
  {
    name: 'IDLE tells of what arrives, changes and goes',
    play: async (stage) => {
      await each(stage, 'a', ['CREATE Idle', append('Idle', letter('one')), 'SELECT Idle']);
      await each(stage, 'b', ['SELECT Idle']);
      stage.note('a: IDLE', (await stage.a.begin('IDLE')).slice(0, 1));
      await each(stage, 'b', [append('Idle', letter('two'))]);
      stage.note('a hears', (await stage.a.until(/\* 2 EXISTS\r\n/)).includes('EXISTS') ? 'EXISTS' : '');
      await each(stage, 'b', ['NOOP', 'STORE 1 +FLAGS.SILENT (\\Flagged \\Deleted)']);
      const flags =
        /\* 1 FETCH \(.*FLAGS \(([^)]*)\)/.exec(await stage.a.until(/\* 1 FETCH .*\r\n/))?.[1] ?? '';
      stage.note('a hears', `FLAGS ${withoutRecent(flags)}`);
      await each(stage, 'b', ['EXPUNGE']);
      stage.note('a hears', (await stage.a.until(/\* 1 EXPUNGE\r\n/)).includes('EXPUNGE') ? 'EXPUNGE' : '');
      const left = (await stage.a.done()).at(-1) ?? '';
      stage.note('a: DONE', left);
      await each(stage, 'a', ['FETCH 1:* (UID)', 'UNSELECT']);
      await each(stage, 'b', ['UNSELECT', 'DELETE Idle']);
    },
  },
  {
    name: 'SEARCH finds by every kind of key',
    play: (stage) =>
      each(stage, 'a', [
        'CREATE Find',
        append('Find', letter('apple', 'A red one.\r\n'), '(\\Seen) "01-Nov-2026 10:00:00 +0000" '),
        append('Find', letter('pear', 'A green one.\r\n'), '(\\Flagged) "02-Nov-2026 10:00:00 +0000" '),
        append(
          'Find',
          letter('apple and pear', `${'long '.repeat(300)}\r\n`),
          '"03-Nov-2026 10:00:00 +0000" ',
        ),
        'SELECT Find',
        ...[
          ...['ALL', 'SEEN', 'UNSEEN', 'FLAGGED', 'NOT FLAGGED', 'UNDELETED', 'NEW', 'ANSWERED'],
          ...[
            'SUBJECT apple',
            'SUBJECT "apple and"',
            'NOT SUBJECT apple',
            'OR SUBJECT pear SEEN',
            'FROM ito',
          ],
          ...['TO anna', 'CC anna', 'HEADER Message-ID apple', 'HEADER X-None ""', 'HEADER Subject ""'],
          ...['BODY green', 'TEXT pear', 'TEXT BEN', 'BODY absent', 'LARGER 1000', 'SMALLER 1000'],
          ...[
            'SINCE 2-Nov-2026',
            'BEFORE 2-Nov-2026',
            'ON 2-Nov-2026',
            'SENTON 2-Nov-2026',
            'SENTSINCE 3-Nov-2026',
          ],
          ...[
            '1:2',
            '2:*',
            '*',
            'UID 2:3',
            'UID 99:*',
            '1,3 UNSEEN',
            '(SEEN SUBJECT apple)',
            'NOT (SEEN SUBJECT apple)',
          ],
          ...['OR (SEEN) (OR FLAGGED SUBJECT nothing)', 'KEYWORD $MDNSent', 'UNKEYWORD $MDNSent'],
          ...[
            'CHARSET UTF-8 SUBJECT apple',
            'CHARSET KLINGON SUBJECT apple',
            'NONSENSE',
            'SUBJECT',
            'SINCE yesterday',
            '',
          ],
        ].map((keys) => `SEARCH ${keys}`.trimEnd()),
        'UID SEARCH SUBJECT pear',
        'UNSELECT',
        'SEARCH ALL',
        'DELETE Find',
      ]),
  },
  {
    name: 'messages are copied, moved and expunged by UID',
    play: (stage) =>
      each(stage, 'a', [
        'CREATE From',
        'CREATE To',
        append('From', letter('one'), '(\\Seen) '),
        append('From', letter('two')),
        append('From', letter('three')),
        append('From', letter('four')),
        'SELECT From',
        'COPY 1:2 To',
        'UID COPY 3 To',
        'UID COPY 99 To',
        'COPY 1 Missing',
        'COPY 9 To',
        'MOVE 1 To',
        'UID MOVE 3:4 To',
        'FETCH 1:* (UID)',
        'MOVE 1 Missing',
        'STORE 1 +FLAGS.SILENT (\\Deleted)',
        'UID EXPUNGE 1',
        'UID EXPUNGE 2',
        'STATUS To (MESSAGES UIDNEXT UNSEEN)',
        'SELECT To',
        'FETCH 1:* (UID FLAGS)',
        'STORE 2 +FLAGS.SILENT (\\Deleted)',
        'CLOSE',
        'STATUS To (MESSAGES)',
        'DELETE From',
        'DELETE To',
      ]),
  },
  {
    name: 'a folder that is made again has another UIDVALIDITY',
    async play(stage) {
      const validity = async (): Promise<string> => {
        const said = await stage.a.imap('STATUS Again (UIDVALIDITY)');
        return /UIDVALIDITY (\d+)/.exec(said.join(' '))?.[1] ?? said.join(' ');
      };
      await each(stage, 'a', ['CREATE Again', append('Again', letter('one'))]);
      const first = await validity();
      stage.note('the same while it is there', String(first === (await validity())));
      await each(stage, 'a', ['DELETE Again', 'CREATE Again', 'STATUS Again (MESSAGES UIDNEXT)']);
      stage.note('larger afterwards', String(Number(await validity()) > Number(first)));
      await each(stage, 'a', ['DELETE Again']);
    },
  },
  {
    name: 'commands are refused where they make no sense',
    play: (stage) =>
      each(stage, 'a', [
        'NONSENSE',
        'SELECT',
        'SELECT Missing',
        'STATUS Missing (MESSAGES)',
        'STATUS INBOX (NONSENSE)',
        'EXPUNGE',
        'LOGIN a b',
        'STARTTLS',
        'FETCH 1 FLAGS',
        'NOOP extra',
        'CAPABILITY extra',
        'LIST ""',
        'NAMESPACE',
        'ID NIL',
      ]),
  },
];

export const popScenario: Scenario = {
  name: 'POP lists, shows, deletes and forgets to delete',
  async play({ target, a, note }) {
    for (const subject of ['one', 'two', 'three']) {
      const text = letter(subject, '.a dot\r\n..\r\nend\r\n');
      await a.imap(append('INBOX', text));
    }
    const first = await LineTalk.pop(target);
    const say = async (command: string, multiline = false): Promise<void> =>
      note(command, await first.pop(command, multiline));
    await say('STAT');
    await say('LIST', true);
    await say('LIST 2');
    await say('LIST 9');
    note('UIDL gives as many', String((await first.pop('UIDL', true)).length));
    await say('RETR 2', true);
    await say('TOP 1 1', true);
    await say('TOP 1 0', true);
    await say('TOP 1');
    await say('RETR 0');
    await say('RETR x');
    await say('DELE 1');
    await say('DELE 1');
    await say('RETR 1');
    await say('LIST', true);
    await say('STAT');
    await say('RSET');
    await say('STAT');
    await say('NOOP');
    await say('NONSENSE');
    await say('DELE 2');
    await say('QUIT');
    first.close();
    const second = await LineTalk.pop(target);
    note('afterwards', await second.pop('STAT'));
    // Ended without QUIT: nothing is deleted (RFC 1939 section 6).
    await second.pop('DELE 1');
    second.close();
    const third = await LineTalk.pop(target);
    note('after a broken connection', await third.pop('STAT'));
    await third.pop('QUIT');
    third.close();
  },
};

function withoutRecent(flags: string): string {
  return flags
    .split(' ')
    .filter((flag) => flag !== '\\Recent')
    .sort()
    .join(' ');
}
