// Several sessions on one folder, and the end of a token's life.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { ImapTalk } from '../kit/imap-talk.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
beforeEach(async () => {
  clock = fakeClock();
  world = await openWorld({ clock });
});
afterEach(() => world.close());

describe('two sessions on one folder', () => {
  it('keep their numbers until they may be told', async () => {
    for (const subject of ['One', 'Two', 'Three']) world.faces.mail.deliver(hello(subject), anna);
    const first = await new ImapTalk(world).signIn();
    const second = await new ImapTalk(world).signIn();
    await first.say('SELECT INBOX');
    await second.say('SELECT INBOX');
    await first.say('STORE 1 +FLAGS.SILENT (\\Deleted)');
    expect(await first.say('EXPUNGE')).toBe('* 1 EXPUNGE\r\n* 2 EXISTS\r\nT4 OK EXPUNGE completed.\r\n');
    // FETCH must not renumber: message 2 is still the second of three, and the expunged one can still be read.
    const fetched = await second.say('FETCH 1:2 BODY.PEEK[HEADER.FIELDS (SUBJECT)]');
    expect(fetched).toContain('* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: One');
    expect(fetched).toContain('* 2 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: Two');
    expect(fetched).not.toContain('EXPUNGE');
    expect(await second.say('NOOP')).toBe('* 1 EXPUNGE\r\n* 2 EXISTS\r\nT4 OK NOOP completed.\r\n');
    expect(await second.say('FETCH 1 UID')).toContain('* 1 FETCH (UID 2)');
    first.close();
    second.close();
  });

  it('hear of flags that the other sets, and not of their own twice', async () => {
    world.faces.mail.deliver(hello('One'), anna);
    const first = await new ImapTalk(world).signIn();
    const second = await new ImapTalk(world).signIn();
    await first.say('SELECT INBOX');
    await second.say('EXAMINE INBOX');
    expect(await first.say('UID STORE 1 +FLAGS (\\Seen nonsense)')).toBe(
      '* 1 FETCH (FLAGS (\\Seen \\Recent) UID 1)\r\nT3 OK STORE completed.\r\n',
    );
    expect(await second.say('NOOP')).toContain('* 1 FETCH (FLAGS (\\Seen');
    expect(await second.say('STORE 1 +FLAGS (\\Flagged)')).toMatch(/^T4 NO /);
    first.close();
    second.close();
  });
});

it('MOVE says COPYUID in a line that is no IMAP, or in one that is', async () => {
  for (const subject of ['One', 'Two']) world.faces.mail.deliver(hello(subject), anna);
  const client = await new ImapTalk(world).signIn();
  await client.say('SELECT INBOX');
  world.faces.quirks.bareCopyUidOnMove = true;
  expect(await client.say('MOVE 1 Archive')).toMatch(
    /^\[COPYUID \d+ 1 1\]\r\n\* 1 EXPUNGE\r\n\* 1 EXISTS\r\nT3 OK MOVE completed\.\r\n$/,
  );
  world.faces.quirks.bareCopyUidOnMove = false;
  expect(await client.say('UID MOVE 2 Archive')).toMatch(
    /^\* OK \[COPYUID \d+ 2 2\] Moved\.\r\n\* 1 EXPUNGE\r\n/,
  );
  client.close();
});

it('a session ends when the life of its token does', async () => {
  const client = await new ImapTalk(world).signIn(60 * 60_000);
  await client.say('NOOP');
  for (let minute = 0; minute < 59; minute += 1) {
    await clock.advance(60_000);
    await client.say('NOOP');
  }
  const said = client.until(/AccessTokenExpired\r\n/);
  await clock.advance(60_000);
  expect(await said).toBe('* BYE Session invalidated - AccessTokenExpired\r\n');
  client.close();
});

it('a silent client is sent away', async () => {
  const client = new ImapTalk(world);
  await client.until(/ready.*\r\n/);
  const said = client.until(/BYE.*\r\n/);
  await clock.advance(61_000);
  expect(await said).toBe('* BYE Connection is closed. 13\r\n');
  client.close();
});
