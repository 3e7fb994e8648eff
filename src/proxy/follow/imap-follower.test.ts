import { describe, expect, it } from 'vitest';
import { seeded } from '../../../test/kit/seeded.ts';
import { ImapFollower, type Loss } from './imap-follower.ts';

const shows = (capability: string): boolean => !/^$|^(AUTH=|COMPRESS=|STARTTLS$)/i.test(capability);

/** Plays `C: ` and `S: ` lines, cut into pieces, and gives what went through on either side. */
function play(follower: ImapFollower, script: string, size = 10_000): { client: string; server: string } {
  const out = { client: '', server: '' };
  for (const row of script.trim().split('\n')) {
    const text = row.trim();
    const bytes = Buffer.from(`${text.slice(3)}\r\n`);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      if (text.startsWith('C: ')) out.server += Buffer.concat(follower.fromClient(piece)).toString('latin1');
      else out.client += Buffer.concat(follower.fromServer(piece)).toString('latin1');
    }
  }
  return out;
}

const selected = `
  C: a1 SELECT "Inbox"
  S: * 3 EXISTS
  S: * OK [UIDVALIDITY 14] UIDVALIDITY value
  S: * OK [UIDNEXT 20] The next unique identifier value
  S: a1 OK [READ-WRITE] SELECT completed.`;

function lossOf(script: string, size?: number): Loss {
  const follower = new ImapFollower({ shows });
  play(follower, script, size);
  return follower.serverLost();
}

function repeated(loss: Loss): string[] {
  return loss.kind === 'mend' ? loss.plan.repeat.map(String) : [loss.kind];
}

it('hands on the inside of a message as it came, to the octet before its last', () => {
  const follower = new ImapFollower({ shows });
  play(follower, `${selected}\nC: a2 FETCH 1 BODY[]`);
  const piece = Buffer.from('\n* BYE x\r\n'.repeat(10));
  follower.fromServer(Buffer.from(`* 1 FETCH (BODY[] {${3 * piece.length}}\r\n`));
  for (let time = 0; time < 2; time += 1) expect(follower.fromServer(piece)[0]).toBe(piece);
  expect(Buffer.concat(follower.fromServer(piece))).toEqual(piece);
  expect(follower.midway).toBe(true);
  follower.fromServer(Buffer.from(')\r\na2 OK done\r\n'));
  expect([follower.midway, follower.quiet, follower.bye]).toEqual([false, true, undefined]);
});

describe.each([1, 3, 17, 10_000])('a session that is followed in pieces of %i bytes', (size) => {
  it('cannot be mended in the middle of a literal', () => {
    const script = `${selected}\nC: a2 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {900}\nS: Subject: x`;
    expect(lossOf(script, size)).toEqual({ kind: 'honest', why: 'in the middle of an answer', midway: true });
  });

  it.each([
    ['EXPUNGE', 'C: a2 EXPUNGE', 'EXPUNGE may have been done or not'],
    ['COPY', 'C: a2 UID COPY 1 x', 'UID COPY may have been done or not'],
    ['APPEND', 'C: a2 APPEND x {3}', 'in the middle of a command'],
    ['an answer that was half told', 'C: a2 UID SEARCH ALL\nS: * SEARCH 1 2', 'UID SEARCH was half answered'],
    ['COMPRESS', 'C: a2 COMPRESS DEFLATE\nS: a2 OK go on', 'COMPRESS was said'],
    ['a changed STORE', 'C: a2 STORE 1 (UNCHANGEDSINCE 3) FLAGS (x)', 'STORE may have been done or not'],
    [
      'a selection without UIDNEXT',
      'C: a2 SELECT x\nS: * 1 EXISTS\nS: a2 OK done',
      'the mailbox could not be found again by its name and numbers',
    ],
    [
      'a selection of a name in 8 bits',
      'C: a2 SELECT "Büro"\nS: * 1 EXISTS\nS: * OK [UIDVALIDITY 1] a\nS: * OK [UIDNEXT 2] b\nS: a2 OK done',
      'the mailbox could not be found again by its name and numbers',
    ],
    ['a selection that was no command to it', 'C: a2 SELECT x\nS: a2 BAD what', 'a selection has failed'],
  ])('is ended honestly after %s', (_what, more, why) => {
    expect(lossOf(`${selected}\n${more}`, size)).toMatchObject({ kind: 'honest', why, midway: false });
  });

  it('is over when the client has said so', () => {
    expect(lossOf(`${selected}\nC: a2 LOGOUT\nS: * BYE signing off`, size)).toEqual({ kind: 'over' });
    const answered = `C: a2 LOGOUT\nS: * BYE signing off\nS: a2 OK LOGOUT completed.`;
    expect(lossOf(`${selected}\n${answered}`, size)).toEqual({ kind: 'over' });
    const refused = `C: a2 LOGOUT now\nS: a2 BAD LOGOUT takes no arguments.`;
    expect(lossOf(`${selected}\n${refused}`, size)).toMatchObject({ kind: 'mend' });
  });

  it('repeats what may be said twice, in order, and keeps an unfinished line of the client', () => {
    const follower = new ImapFollower({ shows });
    play(
      follower,
      `${selected}\nC: a2 UID FETCH 1:* (FLAGS)\nS: * 1 FETCH (UID 4 FLAGS ())\nC: a3 NOOP`,
      size,
    );
    expect(follower.fromClient(Buffer.from('a4 NO'))).toEqual([]);
    expect(repeated(follower.serverLost())).toEqual(['a2 UID FETCH 1:* (FLAGS)\r\n', 'a3 NOOP\r\n']);
    expect(Buffer.concat(follower.fromClient(Buffer.from('OP\r\n'))).toString()).toBe('a4 NOOP\r\n');
  });

  it('knows the mailbox by what the client was told of it', () => {
    const loss = lossOf(
      `${selected}\nS: * 5 EXISTS\nS: * 4 EXPUNGE\nS: * 1 EXPUNGE\nS: * 2 FETCH (FLAGS ())`,
      size,
    );
    expect(loss).toMatchObject({
      kind: 'mend',
      plan: {
        mailbox: { readOnly: false, condstore: false, uidValidity: 14, uidNext: 20, old: 2, fresh: 1 },
        repeat: [],
        answers: [],
      },
    });
  });

  it('goes back to no mailbox after CLOSE, and after a selection that was refused', () => {
    for (const more of ['C: a2 CLOSE\nS: a2 OK done', 'C: a2 EXAMINE gone\nS: a2 NO not there']) {
      const loss = lossOf(`${selected}\n${more}`, size);
      expect([loss.kind, loss.kind === 'mend' && loss.plan.mailbox]).toEqual(['mend', undefined]);
    }
  });

  it('selects the mailbox that was asked for instead of the one before', () => {
    const loss = lossOf(`${selected}\nC: a2 SELECT {4+}\nC: Sent`, size);
    // Its name is a literal: said again it would have to wait for leave.
    expect(loss).toMatchObject({ kind: 'honest', why: 'SELECT may have been done or not' });
    const other = lossOf(`${selected}\nC: a2 SELECT Sent\nS: * 9 EXISTS`, size);
    expect(other).toMatchObject({ kind: 'mend', plan: { mailbox: undefined } });
    expect(repeated(other)).toEqual(['a2 SELECT Sent\r\n']);
  });

  it('takes an IDLE up again without a second continuation', () => {
    const follower = new ImapFollower({ shows });
    play(follower, `${selected}\nC: a2 IDLE\nS: + IDLE accepted, awaiting DONE command.`, size);
    expect(play(follower, 'S: * BYE Session invalidated - AccessTokenExpired', size).client).toBe('');
    expect(follower.bye).toBe('Session invalidated - AccessTokenExpired');
    expect(repeated(follower.serverLost())).toEqual(['a2 IDLE\r\n']);
    const more = play(follower, 'S: + idling\nS: * 4 EXISTS\nC: DONE\nS: a2 OK IDLE completed.', size);
    expect(more).toEqual({ client: '* 4 EXISTS\r\na2 OK IDLE completed.\r\n', server: 'DONE\r\n' });
  });

  it('ends an IDLE itself that the client has left', () => {
    const loss = lossOf(`${selected}\nC: a2 IDLE\nS: + idling\nC: DONE`, size);
    expect(loss.kind === 'mend' && loss.plan.answers.map(String)).toEqual(['a2 OK IDLE completed.\r\n']);
    expect(repeated(loss)).toEqual([]);
  });

  it('remembers what was enabled, and counts what has vanished', () => {
    const loss = lossOf(
      `C: a0 ENABLE QRESYNC
       S: * ENABLED QRESYNC
       S: a0 OK done
       C: a1 SELECT x (QRESYNC (14 5))
       S: * 3 EXISTS
       S: * OK [UIDVALIDITY 14] a
       S: * OK [UIDNEXT 20] b
       S: * VANISHED (EARLIER) 1:2
       S: a1 OK [READ-ONLY] done
       S: * 4 EXISTS
       S: * VANISHED 7,20`,
      size,
    );
    expect(loss).toMatchObject({
      plan: { enabled: ['QRESYNC'], mailbox: { readOnly: true, condstore: true, old: 2, fresh: 0 } },
    });
  });

  it('hides capabilities and lets everything else through as it came', () => {
    const follower = new ImapFollower({ shows });
    const { client } = play(
      follower,
      `C: a1 CAPABILITY
       S: * CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE COMPRESS=DEFLATE
       S: a1 OK CAPABILITY completed.
       S: * LIST (\\HasNoChildren) "/" {5}
       S: Inbox
       S: * 12 FETCH (BODY[TEXT] {17}
       S: * BYE not at all)`,
      size,
    );
    expect(client).toBe(
      '* CAPABILITY IMAP4rev1 IDLE\r\na1 OK CAPABILITY completed.\r\n' +
        '* LIST (\\HasNoChildren) "/" {5}\r\nInbox\r\n* 12 FETCH (BODY[TEXT] {17}\r\n* BYE not at all)\r\n',
    );
  });
});

describe('whatever is said', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('goes through byte for byte, seed %i', (seed) => {
    const random = seeded(seed);
    const follower = new ImapFollower({ shows });
    const parts: Buffer[] = [];
    for (let index = 0; index < 300; index += 1) {
      const literal = Buffer.from(Array.from({ length: random.below(60) }, () => random.below(256)));
      parts.push(
        random.pick([
          Buffer.from(`* ${random.below(99)} FETCH (BODY[] {${literal.length}}\r\n`),
          Buffer.from(`a${index} OK [X ${random.below(9)}] done\n`),
          Buffer.from(`* OK ${'x'.repeat(random.below(200))} {\r\n`),
          Buffer.from('+ go on\r\n'),
          Buffer.from(`\x00\xff* what ${random.next()}\r\n`, 'latin1'),
        ]),
      );
      if (parts.at(-1)?.includes('FETCH')) parts.push(literal, Buffer.from(' UID 4)\r\n'));
    }
    const sent = Buffer.concat(parts);
    const told: Buffer[] = [];
    for (let at = 0; at < sent.length; ) {
      const size = 1 + random.below(50);
      told.push(...follower.fromServer(sent.subarray(at, at + size)));
      at += size;
    }
    expect(Buffer.concat(told).equals(sent)).toBe(true);
  });

  it('is not held beyond a line that is too long', () => {
    const follower = new ImapFollower({ shows });
    const chunk = Buffer.alloc(100_000, 'a');
    let through = 0;
    for (let round = 0; round < 20; round += 1) {
      for (const piece of follower.fromServer(chunk)) through += piece.length;
    }
    expect(through).toBe(2_000_000);
    expect(follower.serverLost()).toMatchObject({
      kind: 'honest',
      why: 'a response was too long to be followed',
    });
  });
});
