// Nobody sends in another name than the app password allows, whatever a server takes for the end of a message. Seeded
// dialogues of the pieces that smuggling is made of, in fragments, against servers that are lax in every known way.

import { describe, expect, it } from 'vitest';
import { SmtpSenders } from '../../src/proxy/splice/smtp-senders.ts';
import { LaxSmtpServer, laxServers } from '../kit/lax-smtp-server.ts';
import { seeded } from '../kit/seeded.ts';
import { talkThrough } from '../kit/senders-talk.ts';

const seed = 20261126;
const rounds = 400;
const good = 'MAIL FROM:<anna@contoso.example>\r\n';
const evil = 'MAIL FROM:<ben@contoso.example>\r\n';
const senders = ['anna@contoso.example'];

const pieces = [
  ...[
    good,
    evil,
    evil,
    'RCPT TO:<a@b>\r\n',
    'RCPT TO:<a@b>\r\n',
    'RCPT TO:<refused@b>\r\n',
    'DATA\r\n',
    'DATA\r\n',
  ],
  ...[
    '.',
    '.',
    '..',
    '\r',
    '\n',
    '\r\n',
    '\r\n',
    '\0',
    '\r\n.\r\n',
    '\n.\n',
    '\r.\r',
    '\n.\r\n',
    '\r\n.\r',
    '\r\n.\n',
  ],
  ...[
    '\r\n\0.\r\n',
    '\r\n.\0\r\n',
    '\r\0\n.\r\n',
    '\r\r\n.\r\n',
    'x',
    'NOOP',
    ' ',
    'RSET\r\n',
    'BDAT 5\r\n',
    'BDAT 33 LAST\r\n',
  ],
  ...[
    'BDAT 0 LAST\r\n',
    'BDAT 9',
    'MAIL FROM:<anna@contoso.example>\r',
    'EHLO x\n',
    'STARTTLS\r\n',
    'AUTH LOGIN\r\n',
  ],
];

describe.each(laxServers)(`where $name, seed ${seed}`, (laxness) => {
  it.each([true, false])('nobody sends as somebody else (chunking: %s)', (chunking) => {
    const random = seeded(seed);
    let taken = 0;
    for (let round = 0; round < rounds; round += 1) {
      const count = 4 + random.below(30);
      const begin = random.chance(0.7)
        ? `${good}RCPT TO:<a@b>\r\n${random.chance(0.8) ? 'DATA\r\n' : ''}`
        : '';
      const said = begin + Array.from({ length: count }, () => pieces[random.below(pieces.length)]).join('');
      const server = new LaxSmtpServer(laxness, { chunking });
      const guard = new SmtpSenders(senders, chunking ? ['CHUNKING'] : []);
      const fragmentBytes = random.pick([1, 3, 17, 100_000]);
      talkThrough(guard, server, Buffer.from(said, 'latin1'), fragmentBytes);
      expect(server.senders, `round ${round}: ${JSON.stringify(said)}`).not.toContain('ben@contoso.example');
      taken += server.messages.length;
      // The next message still comes through.
      const next = new LaxSmtpServer(laxness, { chunking });
      const valid = `${good}RCPT TO:<a@b>\r\nDATA\r\nhello\r\n.\r\n`;
      talkThrough(new SmtpSenders(senders, []), next, Buffer.from(valid), fragmentBytes);
      expect(next.messages).toHaveLength(1);
    }
    // It proves nothing if hardly anything got through.
    expect(taken).toBeGreaterThan(rounds / 10);
  });
});

it('the servers here can be fooled where nobody looks', () => {
  for (const laxness of laxServers.slice(1)) {
    const endings = ['\n.\n', '\r.\r', '\r\n\0.\r\n'];
    const fooled = endings.some((ending) => {
      const server = new LaxSmtpServer(laxness);
      server.push(Buffer.from(`${good}RCPT TO:<a@b>\r\nDATA\r\nhello${ending}${evil}`, 'latin1'));
      return server.senders.includes('ben@contoso.example');
    });
    expect(fooled, laxness.name).toBe(true);
  }
});

it('changes no message that is as it should be', () => {
  const random = seeded(seed + 1);
  for (let round = 0; round < 200; round += 1) {
    const lines = Array.from({ length: random.below(20) }, () =>
      random.pick(['', '..', '..x', 'a.b', 'x\0y', '. .', 'é']),
    );
    const content = lines.map((line) => `${line.startsWith('.') ? `.${line.slice(1)}` : line}\r\n`).join('');
    const stuffed = content.replace(/^\./gm, '..');
    const server = new LaxSmtpServer(laxServers[0] as (typeof laxServers)[number]);
    const said = `${good}RCPT TO:<a@b>\r\nDATA\r\n${stuffed}.\r\n`;
    talkThrough(
      new SmtpSenders(senders, []),
      server,
      Buffer.from(said, 'latin1'),
      random.pick([1, 3, 17, 9999]),
    );
    expect(server.messages).toEqual([
      { sender: 'anna@contoso.example', content: content === '' ? '\r\n' : content },
    ]);
  }
});
