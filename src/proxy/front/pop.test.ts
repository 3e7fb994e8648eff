import { describe, expect, it } from 'vitest';
import { frontOptions, judge } from '../../../test/kit/front-dialog.ts';
import { FrontTalk } from '../../../test/kit/front-talk.ts';
import { checkPopReplies } from '../../../test/kit/pop-grammar.ts';
import { fail } from '../../errors/error.ts';
import { PopFront } from './pop.ts';

const talkTo = (options: object = {}): FrontTalk => {
  const talk = new FrontTalk(new PopFront({ ...frontOptions, ...options }), {
    judge,
    check: checkPopReplies,
  });
  talk.heard();
  return talk;
};

const shuttingDown = fail('mail-connection-lost', { host: 'localhost', doing: 'waiting', answer: 'gone' });

describe('lines', () => {
  it('that never end are not kept', () => {
    const talk = talkTo();
    talk.say(Buffer.alloc(frontOptions.limits.lineBytesMax - 1, 'x'));
    expect(talk.heard()).toBe('');
    talk.say('x');
    expect(talk.heard()).toBe('-ERR The line is too long.\r\n');
    expect(talk.ended).toBe('line-too-long');
    expect(talk.rest()).toBe('');
  });
  it.each([
    ['CAPA', 255, '-ERR This is no command of POP3.\r\n'],
    ['NOOP ', 255, '-ERR Sign in before NOOP.\r\n'],
    ['NOOP ', 256, '-ERR A command has at most 255 octets.\r\n'],
    ['USER ', 300, '+OK Now the password.\r\n'],
    ['USER ', 600, '-ERR USER: the user name is too long.\r\n'],
  ])('%j to the length of %i', (command, length, reply) => {
    expect(
      talkTo()
        .say(`${command.padEnd(length - 2, 'x')}\r\n`)
        .heard(),
    ).toBe(reply);
  });
  it('may hold a response as long as SASL makes it', () => {
    const long = Buffer.from(`\0anna@contoso.example\0${'y'.repeat(9000)}`).toString('base64');
    expect(talkTo().say(`AUTH PLAIN ${long}\r\n`).events).toContainEqual(
      `sign-in anna@contoso.example ${'y'.repeat(9000)} PLAIN`,
    );
  });
  it('end with LF alone, too', () => {
    expect(talkTo().say('USER anna\nPASS right\n').heard()).toBe(
      '+OK Now the password.\r\n+OK User successfully logged on.\r\n',
    );
  });
});

describe('a password', () => {
  it.each(['a  b ', ' lead', 'ünder', '[x]'])('is the rest of the line: %j', (password) => {
    expect(talkTo().say(`USER a b\r\nPASS ${password}\r\n`).events).toContainEqual(
      `sign-in a b ${password} USER`,
    );
  });
  it('is not taken in clear text, and the reply says what to do', () => {
    expect(talkTo({ secure: false }).say('USER anna\r\n').heard()).toBe(
      '-ERR [AUTH] No password is taken in clear text: connect with TLS.\r\n',
    );
  });
  it('may be wrong so many times and no more', () => {
    const talk = talkTo().say('USER anna\r\nPASS wrong\r\n'.repeat(4));
    expect(talk.ended).toBe('too-many-sign-ins');
    expect(talk.heard().match(/-ERR \[AUTH\]/g)).toHaveLength(3);
  });
});

describe('what comes behind', () => {
  it('a sign-in belongs to the server, byte by byte', () => {
    const talk = talkTo().say('USER anna\r\nPASS right\r\nSTAT\r\nRETR 1\r\nUI').say('DL\r\n');
    expect(talk.heard()).toBe('+OK Now the password.\r\n+OK User successfully logged on.\r\n');
    expect(talk.rest()).toBe('STAT\r\nRETR 1\r\nUIDL\r\n');
  });
  it('a sign-in that fails is heard here', () => {
    const talk = talkTo().say('USER anna\r\nPASS wrong\r\nNOOP\r\nQUIT\r\n');
    expect(talk.heard()).toMatch(
      /^\+OK .*\r\n-ERR \[AUTH\] .*\r\n-ERR Sign in before NOOP\.\r\n\+OK Goodbye\.\r\n$/,
    );
  });
});

describe('the greeting', () => {
  it('has no timestamp that would offer APOP, whatever the server is called', () => {
    const front = new PopFront({ ...frontOptions, name: '<1896.697170952@dbc.mtview.ca.us>\r\n' });
    expect(new FrontTalk(front, { judge, check: checkPopReplies }).said).not.toMatch(/[<>]/);
  });
});

describe('capabilities', () => {
  it('of the server behind are told where they are known', () => {
    const behind = ['TOP', 'UIDL', 'PIPELINING', 'EXPIRE NEVER', 'SASL XOAUTH2', 'USER', 'STLS'];
    expect(talkTo({ behind }).say('CAPA\r\n').heard().split('\r\n')).toEqual([
      ...['+OK', 'TOP', 'UIDL', 'PIPELINING', 'EXPIRE NEVER', 'RESP-CODES', 'AUTH-RESP-CODE', 'USER'],
      ...['SASL PLAIN LOGIN', 'IMPLEMENTATION mailgrant', '.', ''],
    ]);
  });
});

it('ends politely when told to, once', () => {
  const front = new PopFront(frontOptions);
  const kinds = (): string[] => front.shutDown(shuttingDown).map(({ kind }) => kind);
  expect(kinds()).toEqual(['send', 'end']);
  expect(kinds()).toEqual([]);
});
