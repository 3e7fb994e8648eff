import { describe, expect, it } from 'vitest';
import { frontOptions, judge, refusals } from '../../../test/kit/front-dialog.ts';
import { FrontTalk } from '../../../test/kit/front-talk.ts';
import { checkSmtpReplies } from '../../../test/kit/smtp-grammar.ts';
import { fail, type MailgrantError } from '../../errors/error.ts';
import { SmtpFront, type SmtpFrontOptions } from './smtp.ts';

const talkTo = (options: Partial<SmtpFrontOptions> = {}, refusal?: MailgrantError): FrontTalk => {
  const front = new SmtpFront({ ...frontOptions, ...options });
  const talk = new FrontTalk(front, { judge: (shown) => refusal ?? judge(shown), check: checkSmtpReplies });
  talk.heard();
  return talk;
};

const plain = (password: string): string => Buffer.from(`\0anna\0${password}`).toString('base64');

describe('lines', () => {
  it('that are too long are read to their end and refused', () => {
    const talk = talkTo().say(`NOOP ${'x'.repeat(20_000)}`);
    expect(talk.heard()).toBe('');
    expect(talk.say('x\r\nNOOP\r\n').heard()).toBe('500 5.5.2 The line is too long\r\n250 2.0.0 OK\r\n');
  });
  it('of an exchange that are too long end it', () => {
    const talk = talkTo().say(`EHLO x\r\nAUTH PLAIN\r\n${'A'.repeat(20_000)}\r\n`);
    expect(talk.heard()).toMatch(/334 \r\n500 5\.5\.6 The line is too long\r\n$/);
    expect(talk.say('NOOP\r\n').heard()).toBe('250 2.0.0 OK\r\n');
  });
  it('of blanks cost no more than others', () => {
    const talk = talkTo();
    const before = process.cpuUsage().user;
    talk.say(`NOOP a${' '.repeat(16_000)}x\r\n`.repeat(50));
    // Microseconds; an expression that trims took seconds.
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
    expect(talk.heard()).toBe('250 2.0.0 OK\r\n'.repeat(50));
  });
});

describe('what comes behind', () => {
  it('a sign-in belongs to the server, byte by byte', () => {
    const talk = talkTo()
      .say(`EHLO x\r\nAUTH PLAIN ${plain('right')}\r\nMAIL FROM:<a@b>\r\nRCPT TO`)
      .say(':<c@d>\r\n');
    expect(talk.heard()).toMatch(/^235 2\.7\.0 .*\r\n$/m);
    expect(talk.rest()).toBe('MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n');
  });
  it('a sign-in that fails is heard here', () => {
    const talk = talkTo().say(`HELO x\r\nAUTH PLAIN ${plain('wrong')}\r\nMAIL FROM:<a@b>\r\nQUIT\r\n`);
    expect(talk.heard().match(/^\d+/gm)).toEqual(['250', '535', '530', '221']);
  });
});

describe('a client that says everything at once, before anybody answers', () => {
  it('is served', () => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const talk = talkTo().say(
      `HELO scanner\r\nAUTH LOGIN\r\n${base64('anna')}\r\n${base64('right')}\r\nMAIL FROM:<a@b>\r\n`,
    );
    expect(talk.heard().match(/^\d+/gm)).toEqual(['250', '334', '334', '235']);
    expect(talk.rest()).toBe('MAIL FROM:<a@b>\r\n');
  });
});

describe('a network that stands for its clients', () => {
  const asking = { asksForNetwork: true, secure: false };
  it('is not asked about before there is a name', () => {
    expect(talkTo(asking).say('MAIL FROM:<a@b>\r\n').heard()).toBe('503 5.5.1 Say EHLO first\r\n');
  });
  it.each([
    ['is not trusted', fail('proxy-sign-in-needed', { address: '192.0.2.1' }), '530 5.7.0 '],
    ['has no consent any more', refusals['consent-gone'](), '550 5.7.1 '],
    ['has to wait', refusals.throttled(), '451 4.7.0 '],
  ])('and %s: the answer to MAIL says so', (_, refusal, reply) => {
    const talk = talkTo(asking, refusal).say('HELO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n');
    const [, mail = '', rcpt] = talk.heard().split('\r\n');
    expect(mail.startsWith(reply)).toBe(true);
    expect(rcpt).toBe('503 5.5.1 MAIL comes before RCPT');
  });
  it('lets MAIL through as it was said, and everything behind it', () => {
    const talk = talkTo(asking).say('EHLO x\r\nmail from:<a@b>  SIZE=3\nRCPT TO:<c@d>\r\n');
    expect(talk.events.slice(-1)).toEqual(['sign-in by network']);
    expect(talk.rest()).toBe('mail from:<a@b>  SIZE=3\r\nRCPT TO:<c@d>\r\n');
    expect(talk.rest()).toBe('');
  });
  it('does not stop anybody from signing in', () => {
    const talk = talkTo({ asksForNetwork: true }).say(`EHLO x\r\nAUTH PLAIN ${plain('right')}\r\nNOOP\r\n`);
    expect(talk.events).toContainEqual('sign-in anna right PLAIN');
    expect(talk.rest()).toBe('NOOP\r\n');
  });
});

it('ends politely when told to, once', () => {
  const front = new SmtpFront(frontOptions);
  const error = fail('mail-connection-lost', { host: 'localhost', doing: 'waiting', answer: 'gone' });
  const [reply, ...more] = front.shutDown(error);
  expect(reply?.kind === 'send' && reply.bytes.toString()).toMatch(/^421 4\.3\.2 /);
  expect(more).toEqual([{ kind: 'end', why: 'shut-down' }]);
  expect(front.shutDown(error)).toEqual([]);
});
