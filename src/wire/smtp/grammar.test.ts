import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePopCommand, parsePopReply } from '../pop/command.ts';
import { parseSmtpCommand, parseSmtpPath } from './command.ts';
import { formatSmtpReply, joinSmtpReply, parseSmtpReplyLine } from './reply.ts';

describe('MAIL and RCPT', () => {
  it.each([
    'FROM:',
    'FROM:<a b@c>',
    'TO:<a@b>',
    'FROM:<a@b> SIZE=1 SIZE=2',
    'FROM:<a@b>SIZE=1',
    'FROM:<a@b> =x',
  ])('%j is no sender', (text) => {
    expect(parseSmtpPath(text, 'FROM')).toBeUndefined();
  });
  it('takes the null sender but no null recipient', () => {
    expect(parseSmtpPath('FROM:<>', 'FROM')?.address).toBe('');
    expect(parseSmtpPath('TO:<>', 'TO')).toBeUndefined();
  });
  it('reads parameters', () => {
    const path = parseSmtpPath('FROM:<anna@contoso.com> BODY=8BITMIME SMTPUTF8', 'FROM');
    expect(path?.address).toBe('anna@contoso.com');
    expect([...(path?.params ?? [])]).toEqual([
      ['BODY', '8BITMIME'],
      ['SMTPUTF8', undefined],
    ]);
  });
});

describe('a command', () => {
  it.each([
    ['NOOP', { verb: 'NOOP', text: '' }],
    ['noop \t', { verb: 'NOOP', text: '' }],
    [' NOOP', undefined],
    ['AUTH  PLAIN  = \t', { verb: 'AUTH', text: 'PLAIN  =' }],
    ['NOOP\r', undefined],
    ['NOOP a\rb\n', { verb: 'NOOP', text: 'a\rb\n' }],
    ['X-MS\tx', undefined],
  ])('%j is %j', (line, command) => {
    expect(parseSmtpCommand(Buffer.from(line))).toEqual(command);
  });
});

describe('replies', () => {
  it('are read as they are written, the enhanced code on every line', () => {
    const reply = { code: 535, enhanced: '5.7.3', lines: ['Authentication unsuccessful', 'really'] };
    const lines = formatSmtpReply(reply).toString().trimEnd().split('\r\n');
    expect(lines).toEqual(['535-5.7.3 Authentication unsuccessful', '535 5.7.3 really']);
    const parsed = lines
      .map((line) => parseSmtpReplyLine(Buffer.from(line)))
      .filter((line) => line !== undefined);
    expect(joinSmtpReply(parsed)).toEqual(reply);
  });
  it('with two codes are none', () => {
    expect(
      joinSmtpReply([
        { code: 250, last: false, text: '' },
        { code: 251, last: true, text: '' },
      ]),
    ).toBeUndefined();
  });
});

it('nothing makes the parsers throw', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const line = Buffer.from(bytes);
      parseSmtpCommand(line);
      parseSmtpPath(line.toString('latin1'), 'FROM');
      parseSmtpReplyLine(line);
      parsePopCommand(line);
      parsePopReply(line);
    }),
  );
});
