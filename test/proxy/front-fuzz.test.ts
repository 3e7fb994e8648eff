// Dialogues that are nearly right, seeded: whole commands, halves of them, bytes that end nothing. Whatever came, every
// reply is one by the grammar, the same bytes in other pieces lead to the same actions in the same order, nothing is held
// beyond the limits, and the next client can still sign in.

import { describe, expect, it } from 'vitest';
import type { Front, FrontOptions } from '../../src/proxy/front/front.ts';
import { ImapFront } from '../../src/proxy/front/imap.ts';
import { PopFront } from '../../src/proxy/front/pop.ts';
import { SmtpFront } from '../../src/proxy/front/smtp.ts';
import { frontOptions, judge } from '../kit/front-dialog.ts';
import { FrontTalk } from '../kit/front-talk.ts';
import { checkImapReplies } from '../kit/imap-replies.ts';
import { checkPopReplies } from '../kit/pop-grammar.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';
import { checkSmtpReplies } from '../kit/smtp-grammar.ts';

const seed = 20261126;
const rounds = 100;

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const plain = (password: string): string => base64(`\0anna@contoso.example\0${password}`);
const noise = ['\0', '\r', '\n', '\r\n', ' ', '\xff\xfe', 'x'.repeat(300), '=', '*\r\n', '\x16\x03\x01\x02'];

interface Subject {
  readonly name: string;
  readonly create: (options: FrontOptions) => Front;
  readonly check: (bytes: Buffer) => void;
  readonly pieces: readonly string[];
  /** A sign-in that succeeds. */
  readonly valid: string;
}

const subjects: Subject[] = [
  {
    name: 'IMAP',
    create: (options) => new ImapFront(options),
    check: checkImapReplies,
    valid: 'a1 CAPABILITY\r\na2 LOGIN {20+}\r\nanna@contoso.example "right"\r\n',
    pieces: [
      ...['a CAPABILITY\r\n', 'b] NOOP\n', 'a STARTTLS\r\n', 'c LOGOUT\r\n', 'a SELECT INBOX\r\n', '+ x\r\n'],
      ...['d LOGIN anna wrong\r\n', 'd LOGIN anna right\r\n', 'd LOGIN "an\\"na" "throttled"\r\n', 'LOGIN '],
      ...[
        'd LOGIN {4}\r\n',
        'anna {5+}\r\n',
        'right\r\n',
        'wrong',
        'd LOGIN {4-}\r\nanna ',
        '{2000}\r\n',
        '{5000+}\r\n',
      ],
      ...[
        'e AUTHENTICATE PLAIN\r\n',
        'e AUTHENTICATE LOGIN\r\n',
        'e AUTHENTICATE PLAIN =\r\n',
        'e AUTHENTICATE ',
      ],
      ...[
        'e ID NIL\r\n',
        'e ID ("name" {3+}\r\nabc "x" NIL)\r\n',
        'e ID (',
        'GET / HTTP/1.1\r\n',
        'PLAIN',
        '"',
        '\\',
        '(',
      ],
      ...[`e AUTHENTICATE PLAIN ${plain('wrong')}\r\n`, `${plain('in-use')}\r\n`, `${plain('right')}\r\n`],
      ...[
        `e AUTHENTICATE LOGIN ${base64('anna')}\r\n`,
        `${base64('anna')}\r\n`,
        `${base64('right')}\r\n`,
        ...noise,
      ],
    ],
  },
  {
    name: 'POP',
    create: (options) => new PopFront(options),
    check: checkPopReplies,
    valid: 'CAPA\r\nUSER anna@contoso.example\r\nPASS right\r\n',
    pieces: [
      ...['CAPA\r\n', 'STLS\r\n', 'QUIT\r\n', 'NOOP\r\n', 'STAT\r\n', 'APOP a b\r\n', 'PASS\r\n', 'USER\r\n'],
      ...['USER anna\r\n', 'USER an na\n', 'PASS wrong\r\n', 'PASS right\r\n', 'PASS throttled\r\n', 'pass '],
      ...[
        'AUTH\r\n',
        'AUTH PLAIN\r\n',
        'AUTH LOGIN\r\n',
        'AUTH PLAIN =\r\n',
        'AUTH ',
        'PLAIN',
        'GET / HTTP/1.1\r\n',
      ],
      ...[`AUTH PLAIN ${plain('wrong')}\r\n`, `${plain('in-use')}\r\n`, `${plain('right')}\r\n`],
      ...[`AUTH LOGIN ${base64('anna')}\r\n`, `${base64('anna')}\r\n`, `${base64('right')}\r\n`, ...noise],
    ],
  },
  ...[false, true].map(
    (asksForNetwork): Subject => ({
      name: asksForNetwork ? 'SMTP from a network that may be trusted' : 'SMTP',
      create: (options) => new SmtpFront({ ...options, asksForNetwork }),
      check: checkSmtpReplies,
      valid: `EHLO [127.0.0.1]\r\nAUTH PLAIN ${plain('right')}\r\n`,
      pieces: [
        ...['EHLO x\r\n', 'EHLO x\r\n', 'HELO x\n', 'EHLO\r\n', 'LHLO x\r\n', 'STARTTLS\r\n', 'QUIT\r\n'],
        ...[
          'RSET\r\n',
          'NOOP x\r\n',
          'VRFY a\r\n',
          'HELP\r\n',
          'EXPN\r\n',
          'DATA\r\n',
          'MAIL FROM:<a@b>\r\n',
        ],
        ...['RCPT TO:<c@d>\r\n', 'BDAT 7\r\n', 'BDAT 5 LAST\r\n', 'BDAT\r\n', 'BDAT 99999999999999999\r\n'],
        ...[
          'AUTH\r\n',
          'AUTH PLAIN\r\n',
          'AUTH LOGIN\r\n',
          'AUTH PLAIN =\r\n',
          'AUTH ',
          'PLAIN',
          'POST / HTTP/1.0\r\n',
        ],
        ...[`AUTH PLAIN ${plain('wrong')}\r\n`, `${plain('throttled')}\r\n`, `${plain('right')}\r\n`],
        ...[`AUTH LOGIN ${base64('anna')}\r\n`, `${base64('anna')}\r\n`, `${base64('right')}\r\n`, ...noise],
        ...['y'.repeat(2000), 'DATA\r\n.\r\n'],
      ],
    }),
  ),
];

describe.each(subjects)(`nonsense for $name, seed ${seed}`, ({ create, check, pieces, valid }) => {
  const limits = { ...frontOptions.limits, lineBytesMax: 1024 };

  function play(
    segments: readonly Buffer[],
    options: Partial<FrontOptions>,
    fragmentBytes: number,
  ): FrontTalk {
    const front = create({ ...frontOptions, limits, ...options });
    const talk = new FrontTalk(front, { judge, check, fragmentBytes });
    for (const segment of segments) {
      talk.say(segment);
      if (talk.wishesTls) talk.secure();
    }
    return talk;
  }

  it('comes to the same in pieces of any size, and never hurts the next client', () => {
    const random = seeded(seed);
    for (let round = 0; round < rounds; round += 1) {
      const segments = Array.from({ length: 1 + random.below(3) }, () => segment(random, pieces));
      const clear = random.chance(0.4);
      const options = { secure: !clear, offersTls: clear };
      const whole = play(segments, options, 100_000);
      const rest = whole.signedIn ? whole.rest() : undefined;
      for (const fragmentBytes of [1, 3, 17]) {
        const cut = play(segments, options, fragmentBytes);
        expect(cut.events, `round ${round}, ${fragmentBytes} bytes`).toEqual(whole.events);
        if (rest !== undefined) expect(cut.rest()).toBe(rest);
      }
      expect(play([Buffer.from(valid)], {}, 100_000).signedIn).toBe(true);
    }
  });

  it('is not held beyond the limit of a line', () => {
    const random = seeded(seed + 1);
    for (let round = 0; round < rounds; round += 1) {
      const front = create({ ...frontOptions, limits });
      const talk = new FrontTalk(front, { judge: neverAsked, check });
      const input = segment(random, pieces)
        .toString('latin1')
        .replace(/[\n*]|right|wrong|PASS|MAIL/g, '');
      for (let times = 0; times < 40 && talk.ended === undefined; times += 1)
        talk.say(Buffer.from(input, 'latin1'));
      expect(front.takeRest().length).toBeLessThanOrEqual(limits.lineBytesMax);
    }
  });

  it('ends with 50 MB that have no line end', () => {
    const talk = new FrontTalk(create(frontOptions), { judge, check });
    const chunk = Buffer.alloc(65_536, 'a');
    for (let bytes = 0; bytes < 50e6; bytes += chunk.length) talk.say(chunk);
    expect(talk.ended).toBe('line-too-long');
  });
});

function neverAsked(): never {
  throw new Error('nothing here is a whole sign-in');
}

function segment(random: Seeded, pieces: readonly string[]): Buffer {
  const count = 1 + random.below(12);
  return Buffer.from(
    Array.from({ length: count }, () => pieces[random.below(pieces.length)]).join(''),
    'latin1',
  );
}
