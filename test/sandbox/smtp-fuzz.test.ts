// Submission sessions that are nearly right: whole commands, halves of them and bytes that end nothing, seeded, in
// fragments of 1, 3 and 17 bytes. Every line that comes back is a reply by the grammar, the session or the next one still
// answers, and nobody's mail is sent in somebody else's name.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Logger } from '../../src/base/logger.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { seeded } from '../kit/seeded.ts';
import { signedInSmtp } from '../kit/smtp-talk.ts';

const seed = 20261125;
const rounds = 60;
const failures: unknown[] = [];
const log: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: (event, fields) => void failures.push({ event, fields }),
  child: () => log,
};

const pieces = [
  ...[
    'EHLO client.example\r\n',
    'HELO x\r\n',
    'EHLO\r\n',
    'RSET\r\n',
    'NOOP\r\n',
    'VRFY x\r\n',
    'HELP\r\n',
    'EXPN y\r\n',
  ],
  ...[
    `MAIL FROM:<${anna}>\r\n`,
    `MAIL FROM:<${ben}>\r\n`,
    'MAIL FROM:<>\r\n',
    `MAIL FROM:<${anna}> BODY=BINARYMIME\r\n`,
  ],
  ...[
    `MAIL FROM:<${anna}> SIZE=10 RET=FULL ENVID=a SMTPUTF8\r\n`,
    'MAIL FROM:',
    ' SIZE=',
    '99999999999999999999',
  ],
  ...[
    `RCPT TO:<${ben}>\r\n`,
    `RCPT TO:<${ben}> NOTIFY=SUCCESS\r\n`,
    'RCPT TO:<bën@contoso.com>\r\n',
    'RCPT TO:<>\r\n',
  ],
  ...[
    'DATA\r\n',
    `From: <${anna}>\r\n`,
    `From: <${ben}>\r\n`,
    'Subject: x\r\n\r\n',
    '.\r\n',
    '\r\n.\r\n',
    '\n.\n',
    '.\n',
    '..\r\n',
  ],
  ...['BDAT 3\r\nabc', 'BDAT 0 LAST\r\n', 'BDAT 5 LAST\r\nhello', 'BDAT 99\r\n', 'BDAT -1\r\n', 'BDAT\r\n'],
  ...[
    'AUTH LOGIN\r\n',
    'AUTH XOAUTH2\r\n',
    '*\r\n',
    'dXNlcg==\r\n',
    'STARTTLS\r\n',
    '\0',
    '\r',
    '\n',
    'é',
    'x'.repeat(2000),
  ],
];

describe(`nonsense, seed ${seed}`, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ log, quirks: { smtpErrorsMax: 1_000_000, submissionsPerMinute: 0 } });
  });
  afterAll(() => world.close());

  it.each([1, 3, 17, 10_000])('in fragments of %i bytes', async (fragmentBytes) => {
    const random = seeded(seed + fragmentBytes);
    for (let round = 0; round < rounds; round += 1) {
      const token = world.token(anna, 'exchange', ['SMTP.Send']);
      const talk = await signedInSmtp({
        ...world.faces.endpoints.smtp,
        caPem: world.caPem,
        user: anna,
        token,
      });
      const count = 3 + random.below(25);
      const text = Array.from({ length: count }, () => pieces[random.below(pieces.length)] ?? '').join('');
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += fragmentBytes)
        talk.send(bytes.subarray(at, at + fragmentBytes));
      // Whatever state it is in: the rest of a chunk, the end of a message, the end of a line, and then goodbye. Reading
      // on checks each line.
      talk.send(`${'x'.repeat(100)}\r\n.\r\n*\r\n*\r\nQUIT\r\nQUIT\r\n`);
      let last = '';
      for (let reply = await talk.next(); reply !== 'END'; reply = await talk.next()) last = reply;
      expect(last, `round ${round}: ${JSON.stringify(text)}`).toMatch(/^(221|421|535) /);
      talk.close();
      expect(failures, `round ${round}: ${JSON.stringify(text)}`).toEqual([]);
    }
    const forged = world.faces.mail.submissions.filter(
      ({ from, raw }) =>
        from === ben || new RegExp(`^From: <${ben}>`, 'm').test(raw.toString().split('\r\n\r\n')[0] ?? ''),
    );
    expect(forged).toEqual([]);
  });
});
