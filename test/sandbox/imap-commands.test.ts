// IMAP's commands one by one, answers byte for byte; refusals first.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImapTalk } from '../kit/imap-talk.ts';
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
    ['RENAME Inbox Elsewhere', 'NO [CANNOT] RENAME failed.\r\n'],
    ['STATUS Inbox (SIZE)', 'BAD Command Argument Error. 11\r\n'],
    ['SELECT', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Inbox {0+}\r\n', 'BAD Command Argument Error. 11\r\n'],
    ['APPEND Nowhere {1+}\r\nx', "NO [TRYCREATE] Nowhere doesn't exist.\r\n"],
  ])('%s', async (command, answer) => {
    expect(await say(command)).toBe(answer);
  });

  it.each([
    ['FETCH 4 FLAGS', 'BAD Command Argument Error. 11\r\n'],
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
