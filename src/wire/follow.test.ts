import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FollowedCommand, MailFollower } from './follow.ts';
import type { MailProtocol } from './redact.ts';

/** Plays `C: ` and `S: ` pieces in their order, each cut into fragments; `|` in a client's piece is nothing but text. */
function follow(
  protocol: MailProtocol,
  pieces: readonly (readonly ['C' | 'S', string])[],
  fragment = 10_000,
) {
  const told: string[] = [];
  const commands: FollowedCommand[] = [];
  const follower = new MailFollower(protocol, ({ side, text }) =>
    told.push(`${side === 'client' ? 'C' : 'S'} ${text}`),
  );
  for (const [side, text] of pieces) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += fragment) {
      const piece = bytes.subarray(at, at + fragment);
      if (side === 'C') commands.push(...follower.client(piece));
      else follower.server(piece);
    }
  }
  follower.end();
  return { told, commands };
}

const secret = Buffer.from('user=anna\x01auth=Bearer the-token\x01\x01').toString('base64');

describe.each([1, 3, 17, 10_000])('in fragments of %i bytes', (fragment) => {
  it.each<[string, MailProtocol, (readonly ['C' | 'S', string])[]]>([
    [
      'in one line',
      'smtp',
      [
        ['C', `AUTH XOAUTH2 ${secret}\r\n`],
        ['S', '235 2.7.0 yes\r\n'],
      ],
    ],
    [
      'after a question',
      'smtp',
      [
        ['C', 'AUTH XOAUTH2\r\n'],
        ['S', '334 \r\n'],
        ['C', `${secret}\r\n`],
        ['S', '535 no\r\n'],
      ],
    ],
    [
      'behind commands that are answered late',
      'smtp',
      [
        ['C', 'NOOP\r\nAUTH XOAUTH2\r\n'],
        ['S', '250 ok\r\n'],
        ['C', `${secret}\r\n`],
        ['S', '334 \r\n535 no\r\n'],
      ],
    ],
    ['without a question', 'smtp', [['C', `${secret}\r\n`]]],
    [
      'to POP',
      'pop',
      [
        ['C', 'AUTH XOAUTH2\r\n'],
        ['S', '+ \r\n'],
        ['C', `${secret}\r\n`],
        ['S', '-ERR no\r\n'],
      ],
    ],
    [
      'on one line of POP',
      'pop',
      [
        ['C', `AUTH XOAUTH2 ${secret}\r\n`],
        ['S', '-ERR no\r\n'],
      ],
    ],
    [
      'to IMAP, between news',
      'imap',
      [
        ['C', 'A1 AUTHENTICATE XOAUTH2\r\n'],
        ['S', '+ \r\n* 1 EXISTS\r\n'],
        ['C', `${secret}\r\n`],
        ['S', 'A1 OK\r\n'],
      ],
    ],
    [
      'as a literal that did not wait for leave',
      'imap',
      [
        ['C', `A1 LOGIN anna {${secret.length}}\r\n${secret}\r\n`],
        ['S', '+ go\r\n'],
      ],
    ],
    ['as a literal+', 'imap', [['C', `A1 LOGIN {4+}\r\nanna {${secret.length}+}\r\n${secret}\r\n`]]],
    ['in a line that never ends', 'imap', [['C', `A1 AUTHENTICATE XOAUTH2 ${secret}`]]],
    ['in a command that nobody knows', 'imap', [['C', `A1 AUTHENTICAT XOAUTH2 ${secret}\r\n`]]],
  ])('a token %s is not told', (_, protocol, pieces) => {
    const { told } = follow(protocol, pieces, fragment);
    expect(told.join('\n')).not.toContain(secret.slice(0, 12));
    expect(told.join('\n')).not.toContain(secret.slice(-12));
  });

  it('a message is told as its lines, and what follows as commands', () => {
    const { told, commands } = follow(
      'smtp',
      [
        ['C', 'MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n'],
        ['S', '250 ok\r\n250 ok\r\n354 go\r\n'],
        ['C', 'Subject: x\r\n\r\nAUTH is a word\n.\nhere\r\n.\r\nQUIT\r\n'],
        ['S', '250 ok\r\n221 bye\r\n'],
      ],
      fragment,
    );
    expect(told).toEqual([
      ...['C MAIL FROM:<a@b>', 'C RCPT TO:<c@d>', 'C DATA', 'S 250 ok', 'S 250 ok', 'S 354 go'],
      ...['C Subject: x', 'C ', 'C AUTH is a word\n.\nhere', 'C .', 'C QUIT', 'S 250 ok', 'S 221 bye'],
    ]);
    expect(commands.map(({ name }) => name)).toEqual(['MAIL', 'RCPT', 'DATA', 'QUIT']);
  });

  it('a message that was refused is commands', () => {
    const { commands } = follow(
      'smtp',
      [
        ['C', 'DATA\r\nNOOP\r\n'],
        ['S', '503 no\r\n250 ok\r\n'],
      ],
      fragment,
    );
    // NOOP had to wait for the answer, and was understood when it came.
    expect(commands.map(({ name }) => name)).toEqual(['DATA']);
  });

  it('a chunk is skipped, whatever is in it', () => {
    const { told } = follow(
      'smtp',
      [
        ['C', 'BDAT 6 LAST\r\nAUTH\r\nNOOP\r\n'],
        ['S', '250 ok\r\n250 ok\r\n'],
      ],
      fragment,
    );
    expect(told).toEqual(['C BDAT 6 LAST', 'C AUTH', 'C NOOP', 'S 250 ok', 'S 250 ok']);
  });

  it('literals belong to their command', () => {
    const { told, commands } = follow(
      'imap',
      [
        ['C', 'A1 APPEND Drafts {5}\r\n'],
        ['S', '+ go\r\n'],
        ['C', 'a\r\nb \r\nA2 NOOP\r\n'],
        ['S', 'A1 OK\r\n'],
      ],
      fragment,
    );
    expect(told).toEqual(['C A1 APPEND Drafts {5}', 'S + go', 'C a\r\nb ', 'C A2 NOOP', 'S A1 OK']);
    expect(commands.map(({ name }) => name)).toEqual(['APPEND', 'NOOP']);
  });
});

it('a long answer is counted', () => {
  const { told } = follow('pop', [
    ['C', 'RETR 1\r\n'],
    ['S', `+OK\r\n${'line\r\n'.repeat(5000)}`],
    ['S', 'x'.repeat(90)],
    ['C', 'QUIT\r\n'],
  ]);
  expect(told.length).toBeLessThan(210);
  expect(told.at(-1)).toBe('C QUIT');
});

it('never throws, and keeps count', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<MailProtocol>('imap', 'pop', 'smtp'),
      fc.array(
        fc.tuple(
          fc.constantFrom<'C' | 'S'>('C', 'S'),
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              'A1 LOGIN {3}\r\n',
              '+ \r\n',
              'DATA\r\n',
              '354 go\r\n',
              'BDAT 3\r\n',
              '250 ok\r\n',
              '.\r\n',
              '{99999999}\r\n',
            ),
          ),
        ),
      ),
      (protocol, pieces) => {
        follow(protocol, pieces, 3);
      },
    ),
  );
});
