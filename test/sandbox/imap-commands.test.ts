// IMAP's commands one by one, answers byte for byte; refusals first.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../kit/fake-clock.ts';
import { ImapTalk } from '../kit/imap-talk.ts';
import { ImapWire } from '../kit/imap-wire.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let client: ImapTalk;
beforeEach(async () => {
  world = await openWorld();
  for (const subject of ['One', 'Two', 'Three']) world.faces.mail.deliver(hello(subject), anna);
  client = await new ImapTalk(world).signIn();
});
afterEach(async () => {
  client.close();
  await world.close();
});

/** The answer without its tag. */
const say = async (command: string): Promise<string> => (await client.say(command)).replace(/^T\d+ /m, '');

describe('refused', () => {
  it.each([
    ['SELECT Nowhere', "NO Nowhere doesn't exist.\r\n"],
    ['CREATE Inbox', 'NO [ALREADYEXISTS] Mailbox already exists.\r\n'],
    ['DELETE Inbox', 'NO [CANNOT] DELETE failed.\r\n'],
    ['RENAME Archive Elsewhere', 'NO [CANNOT] RENAME failed.\r\n'],
    ['RENAME Inbox Archive', 'NO [ALREADYEXISTS] Mailbox already exists.\r\n'],
    ['RENAME Nowhere Elsewhere', "NO Nowhere doesn't exist.\r\n"],
    ['CREATE ""', 'BAD Command Argument Error. 11\r\n'],
    ['CREATE a//b', 'NO [CANNOT] CREATE failed.\r\n'],
    ['CREATE a b', 'BAD Command Argument Error. 11\r\n'],
    ['DELETE Nowhere', "NO Nowhere doesn't exist.\r\n"],
    ['SUBSCRIBE Nowhere', "NO Nowhere doesn't exist.\r\n"],
    ['UNSUBSCRIBE "Gr\u00fc\u00dfe"', "NO The folder doesn't exist.\r\n"],
    ['SELECT Inbox (CONDSTORE)', 'BAD Command Argument Error. 11\r\n'],
    ['EXAMINE Inbox Inbox', 'BAD Command Argument Error. 11\r\n'],
    ['STATUS Inbox', 'BAD Command Argument Error. 11\r\n'],
    ['STATUS Inbox ()', 'BAD Command Argument Error. 11\r\n'],
    ['STATUS Nowhere (MESSAGES)', "NO Nowhere doesn't exist.\r\n"],
    ['LIST ""', 'BAD Command Argument Error. 11\r\n'],
    ['LIST (SUBSCRIBED) "" *', 'BAD Command Argument Error. 11\r\n'],
    ['NOOP now', 'BAD Command Argument Error. 11\r\n'],
    ['CAPABILITY all', 'BAD Command Argument Error. 11\r\n'],
    ['ID', 'BAD Command Argument Error. 11\r\n'],
    ['ID ("name")', 'BAD Command Argument Error. 11\r\n'],
    ['LOGIN anna secret', 'BAD Command received in Invalid state.\r\n'],
    ['AUTHENTICATE XOAUTH2 eA==', 'BAD Command received in Invalid state.\r\n'],
    ['STARTTLS', 'BAD Command received in Invalid state.\r\n'],
    ['FETCH 1 FLAGS', 'BAD Command received in Invalid state.\r\n'],
    ['CLOSE', 'BAD Command received in Invalid state.\r\n'],
    ['ENABLE CONDSTORE', 'BAD Command Error. 10\r\n'],
    ['UID', 'BAD Command Error. 10\r\n'],
    ['UID THREAD', 'BAD Command Error. 10\r\n'],
    ['STATUS Inbox (SIZE)', 'BAD Command Argument Error. 11\r\n'],
    ['SELECT', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Inbox {0+}\r\n', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Nowhere {1+}\r\nx', "NO [TRYCREATE] Nowhere doesn't exist.\r\n"],
  ])('%s', async (command, answer) => {
    expect(await say(command)).toBe(answer);
  });

  it.each([
    ['FETCH 0 FLAGS', 'BAD The specified message set is invalid.\r\n'],
    ['FETCH 1:2:3 FLAGS', 'BAD The specified message set is invalid.\r\n'],
    ['FETCH 1', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 ()', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 (ALL)', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[MIME]', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[1.]', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[0]', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[HEADER.FIELDS ()]', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[]<0>', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 BODY[]<0.0>', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 1 (FLAGS) (MODSEQ)', 'BAD Command Argument Error. 11\r\n'],
    ['STORE 1 FLAGS', 'BAD Command Argument Error. 11\r\n'],
    ['STORE 1 *FLAGS (\\Seen)', 'BAD Command Argument Error. 11\r\n'],
    ['STORE 9 FLAGS (\\Seen)', 'NO The specified message set is invalid.\r\n'],
    ['SEARCH', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH CHARSET UTF-8', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH SUBJECT', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH ON yesterday', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH (ALL', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH RETURN (COUNT) ALL', 'BAD Command Argument Error. 11\r\n'],
    ['UID EXPUNGE', 'BAD Command Argument Error. 11\r\n'],
    ['EXPUNGE 1', 'BAD Command Argument Error. 11\r\n'],
    ['COPY 1', 'BAD Command Argument Error. 11\r\n'],
    ['MOVE 1 Nowhere', "NO [TRYCREATE] Nowhere doesn't exist.\r\n"],
    ['APPEND Inbox (\\Seen) "yesterday" {1+}\r\nx', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Inbox "quoted"', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Inbox {1+}\r\nx {1+}\r\ny', 'BAD Command Argument Error. 11\r\n'],
    ['FETCH 4 FLAGS', 'NO The specified message set is invalid.\r\n'],
    ['FETCH 1 (NONSENSE)', 'BAD Command Argument Error. 11\r\n'],
    ['SEARCH NONSENSE', 'BAD Command Argument Error. 11\r\n'],
    [`SEARCH ${'NOT '.repeat(100)}ALL`, 'BAD Command Argument Error. 11\r\n'],
    [
      'SEARCH CHARSET KOI8-R ALL',
      'NO [BADCHARSET (US-ASCII UTF-8)] The specified charset is not supported.\r\n',
    ],
    ['COPY 1 Nowhere', "NO [TRYCREATE] Nowhere doesn't exist.\r\n"],
  ])('in a folder: %s', async (command, answer) => {
    await say('SELECT Inbox');
    expect(await say(command)).toBe(answer);
  });
});

it('folders are made, renamed, found and deleted', async () => {
  await say('CREATE "Projekte/Gr&APYA3w-e"');
  expect(await say('LIST "" "Proj*"')).toBe(
    '* LIST (\\HasChildren) "/" Projekte\r\n* LIST (\\HasNoChildren) "/" Projekte/Gr&APYA3w-e\r\nOK LIST completed.\r\n',
  );
  expect(world.faces.mail.folders(anna)).toContain('Projekte/Größe');
  await say('RENAME Projekte/Gr&APYA3w-e Done');
  expect(await say('LIST "" %one')).toContain('"/" Done\r\n');
  expect(await say('LIST "" inbox')).toBe(
    '* LIST (\\Marked \\HasNoChildren) "/" Inbox\r\nOK LIST completed.\r\n',
  );
  await say('UNSUBSCRIBE Done');
  expect(await say('LSUB "" Done')).toBe('OK LSUB completed.\r\n');
  expect(await say('DELETE Done')).toBe('OK DELETE completed.\r\n');
  expect(world.faces.mail.folders(anna)).not.toContain('Done');
});

it('RENAME INBOX moves its messages and leaves it, RFC 3501 section 6.3.5', async () => {
  await say('CREATE Inbox/Below');
  await say('SELECT Inbox');
  expect(await say('RENAME INBOX Old/Mail')).toBe(
    '* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n* 0 EXISTS\r\nOK RENAME completed.\r\n',
  );
  expect(await say('STATUS Old/Mail (MESSAGES)')).toContain('(MESSAGES 3)');
  expect(await say('LIST "" Inbox/%')).toContain('Inbox/Below');
});

it('a parent is made, renamed with what is below it, and not deleted under it', async () => {
  await say('CREATE a/b/c/');
  expect(await say('CREATE a/b')).toMatch(/^NO \[ALREADYEXISTS\]/);
  expect(await say('RENAME a/b x/y')).toMatch(/^OK/);
  expect(await say('LIST "" x/*')).toContain('x/y/c');
  expect(await say('RENAME x x/deeper')).toMatch(/^NO \[CANNOT\]/);
  expect(await say('DELETE x/y')).toMatch(/^NO \[CANNOT\]/);
  expect(await say('DELETE x/y/c')).toMatch(/^OK/);
});

it('LSUB with % shows the unsubscribed parent of a subscribed folder, and * does not', async () => {
  await say('CREATE p/q');
  await say('UNSUBSCRIBE p');
  expect(await say('LSUB "" "%"')).toContain('* LSUB (\\Noselect) "/" p\r\n');
  expect(await say('LSUB "" "p*"')).toBe('* LSUB (\\HasNoChildren) "/" p/q\r\nOK LSUB completed.\r\n');
  expect(await say('LSUB "p/" %')).toBe('* LSUB (\\HasNoChildren) "/" p/q\r\nOK LSUB completed.\r\n');
});

it.each([
  ['*:1 UID', '* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\n'],
  ['3,1:2,2 UID', '* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\n'],
  ['5:* UID', '* 3 FETCH (UID 3)\r\n'],
  ['1 FAST', /^\* 1 FETCH \(FLAGS \(\\Recent\) INTERNALDATE "[^"]+" RFC822\.SIZE \d+\)\r\n/],
  ['1 (flags uid)', '* 1 FETCH (FLAGS (\\Recent) UID 1)\r\n'],
  ['1 rfc822.header', /^\* 1 FETCH \(RFC822\.HEADER \{\d+\}\r\nFrom: [^]*\r\n\r\n\)\r\n/],
  ['1 BODY.PEEK[TEXT]<0.3>', '* 1 FETCH (BODY[TEXT]<0> {3}\r\n.a )\r\n'],
  ['1 BODY.PEEK[TEXT]<999.3>', '* 1 FETCH (BODY[TEXT]<999> {0}\r\n)\r\n'],
  ['1 BODY[TEXT]<0.1>', '* 1 FETCH (BODY[TEXT]<0> {1}\r\n. FLAGS (\\Seen \\Recent))\r\n'],
  ['1 RFC822.TEXT', / FLAGS \(\\Seen \\Recent\)\)\r\n/],
  [
    '1 BODY.PEEK[HEADER.FIELDS ("subject")]',
    '* 1 FETCH (BODY[HEADER.FIELDS (subject)] {16}\r\nSubject: One\r\n\r\n)\r\n',
  ],
])('FETCH %s', async (items, answer) => {
  await say('SELECT INBOX');
  const said = (await say(`FETCH ${items}`)).replace('OK FETCH completed.\r\n', '');
  if (typeof answer === 'string') expect(said).toBe(answer);
  else expect(said).toMatch(answer);
});

it('EXAMINE reads without marking, and refuses to change', async () => {
  expect(await say('EXAMINE INBOX')).toContain('OK [READ-ONLY] EXAMINE completed.');
  expect(await say('FETCH 1 BODY[TEXT]')).not.toContain('Seen');
  for (const command of ['STORE 1 FLAGS (\\Seen)', 'EXPUNGE', 'MOVE 1 Archive']) {
    expect(await say(command)).toMatch(/^NO /);
  }
});

it.each([
  ['FLAGS (\\Flagged)', '(\\Flagged \\Recent)'],
  ['+FLAGS \\Flagged \\Answered', '(\\Seen \\Answered \\Flagged \\Recent)'],
  ['-flags (\\SEEN)', '(\\Recent)'],
  ['FLAGS ()', '(\\Recent)'],
  ['+FLAGS ($Forwarded $mdnsent)', '(\\Seen $MDNSent \\Recent)'],
])('STORE 1 %s', async (change, flags) => {
  await say('SELECT INBOX');
  await say('STORE 1 FLAGS.SILENT (\\Seen)');
  expect(await say(`STORE 1 ${change}`)).toBe(`* 1 FETCH (FLAGS ${flags})\r\nOK STORE completed.\r\n`);
});

describe('throttled', () => {
  it('says for how long until the time is over, whatever is asked of the mailbox', async () => {
    const clock = fakeClock();
    const slow = await openWorld({ clock });
    const first = await new ImapTalk(slow).signIn();
    const second = await new ImapTalk(slow).signIn();
    slow.faces.throttles.set(slow.mailbox(anna), { requestsPerMinute: 2, backoffMs: 92_415 });
    await first.say('SELECT INBOX');
    await second.say('SELECT INBOX');
    expect(await first.say('SEARCH ALL')).toBe(
      'T3 BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n',
    );
    await clock.advance(60_000);
    expect(await second.say('NAMESPACE')).toContain('Suggested Backoff Time: 32415 milliseconds');
    expect(await second.say('NOOP')).toMatch(/OK NOOP/);
    await clock.advance(32_415);
    expect(await second.say('NAMESPACE')).toMatch(/OK NAMESPACE completed/);
    first.close();
    second.close();
    await slow.close();
  });
});

it('SELECT says what Exchange says', async () => {
  expect(await say('SELECT INBOX')).toBe(
    [
      '* 3 EXISTS',
      '* 3 RECENT',
      '* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)',
      '* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)] Permanent flags',
      '* OK [UNSEEN 1] Is the first unseen message',
      '* OK [UIDVALIDITY 14] UIDVALIDITY value',
      '* OK [UIDNEXT 4] The next unique identifier value',
      'OK [READ-WRITE] SELECT completed.',
      '',
    ].join('\r\n'),
  );
});

it('a message is appended, found, copied and expunged by UID', async () => {
  await say('SELECT INBOX');
  expect(await say('APPEND INBOX (\\Flagged) "17-Jul-1996 02:44:25 -0700" {15+}\r\nSubject: Four\r\n')).toBe(
    '* 4 EXISTS\r\n* 4 RECENT\r\nOK [APPENDUID 14 4] APPEND completed.\r\n',
  );
  expect(await say('UID SEARCH FLAGGED BEFORE 1-Jan-2000')).toBe('* SEARCH 4\r\nOK SEARCH completed.\r\n');
  expect(await say('SEARCH OR SUBJECT two (SUBJECT four NOT SEEN)')).toBe(
    '* SEARCH 2 4\r\nOK SEARCH completed.\r\n',
  );
  expect(await say('SEARCH KEYWORD nothing')).toBe('* SEARCH\r\nOK SEARCH completed.\r\n');
  expect(await say('FETCH 4 (INTERNALDATE RFC822.SIZE BODY[]<9.4>)')).toBe(
    '* 4 FETCH (INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE 15 BODY[]<9> {4}\r\nFour FLAGS (\\Seen \\Flagged \\Recent))\r\nOK FETCH completed.\r\n',
  );
  expect(await say('UID COPY 2:3 "Deleted Items"')).toMatch(
    /^OK \[COPYUID \d+ 2:3 1:2\] COPY completed\.\r\n$/,
  );
  await say('STORE 1:3 +FLAGS.SILENT (\\Deleted)');
  expect(await say('UID EXPUNGE 2')).toBe('* 2 EXPUNGE\r\n* 3 EXISTS\r\nOK EXPUNGE completed.\r\n');
  expect(await say('CLOSE')).toBe('OK CLOSE completed.\r\n');
  expect(await say('STATUS INBOX (MESSAGES UIDNEXT UNSEEN)')).toBe(
    '* STATUS INBOX (MESSAGES 1 UIDNEXT 5 UNSEEN 0)\r\nOK STATUS completed.\r\n',
  );
});

it('envelope and structure are those of RFC 3501', async () => {
  await say('SELECT INBOX');
  expect(await say('FETCH 1 (ENVELOPE BODY)')).toBe(
    '* 1 FETCH (ENVELOPE ("Mon, 02 Nov 2026 09:00:00 +0000" "One" (("Ben Ito" NIL "ben" "contoso.com")) ' +
      '(("Ben Ito" NIL "ben" "contoso.com")) (("Ben Ito" NIL "ben" "contoso.com")) ((NIL NIL "anna" "contoso.com")) ' +
      'NIL NIL NIL "<One@contoso.com>") BODY ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 41 2))\r\nOK FETCH completed.\r\n',
  );
});

describe("Exchange's oddities, when they are wished for", () => {
  it('COPY of what is not there has a code with two empty sets', async () => {
    await say('SELECT INBOX');
    expect(await say('UID COPY 99 Archive')).toBe('OK COPY completed.\r\n');
    world.faces.quirks.emptyCopyUid = true;
    client.close();
    // The grammar does not know it, so nothing that checks may read it.
    const { host, port } = world.faces.endpoints.imaps;
    const wire = new ImapWire({ host, port, ca: world.caPem });
    await wire.signIn(anna, world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']));
    await wire.command('SELECT INBOX');
    expect((await wire.command('UID COPY 99 Archive')).completion).toMatch(
      /^OK \[COPYUID \d+ {2}\] COPY completed\.$/,
    );
    expect((await wire.command('UID MOVE 99 Archive')).untagged.map(String)).toEqual([
      expect.stringMatching(/^\* OK \[COPYUID \d+ {2}\]/),
    ]);
    wire.close();
  });

  it('RFC822.SIZE is an estimate, also for SEARCH, and the bytes are all there', async () => {
    await say('SELECT INBOX');
    world.faces.quirks.estimatedSizes = true;
    const exact = hello('One').length;
    const size = Number(/RFC822\.SIZE (\d+)/.exec(await say('FETCH 1 RFC822.SIZE'))?.[1]);
    expect(size).toBeGreaterThan(exact);
    expect(await say(`SEARCH LARGER ${size - 1} 1`)).toContain('* SEARCH 1\r\n');
    expect(await say('FETCH 1 BODY.PEEK[]')).toContain(`BODY[] {${exact}}\r\n`);
  });

  it.each([
    ['nil-part', '(NIL NIL NIL NIL NIL "7BIT" 0 NIL NIL NIL NIL)'],
    ['bare-disposition', '"inline" NIL NIL)'],
    ['nil-disposition', '(NIL NIL) NIL NIL)'],
    ['extra-string', ' NIL NIL NIL "extra")'],
  ] as const)('a BODYSTRUCTURE is odd in the way of %s', async (odd, expected) => {
    const parts = 'Content-Disposition: inline\r\n\r\nx\r\n--b\r\nContent-Type: text/plain\r\n\r\n';
    world.faces.mail.deliver(
      `Subject: Odd\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${parts}\r\n--b--\r\n`,
      anna,
    );
    await say('SELECT INBOX');
    expect(await say('FETCH 4 BODYSTRUCTURE')).not.toContain(expected);
    world.faces.quirks.oddStructures = odd;
    expect(await say('FETCH 4 BODYSTRUCTURE')).toContain(expected);
  });
});
