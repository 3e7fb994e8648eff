import { describe, expect, it } from 'vitest';
import { LaxSmtpServer, laxServers } from '../../../test/kit/lax-smtp-server.ts';
import { talkThrough } from '../../../test/kit/senders-talk.ts';
import { checkSmtpReplies } from '../../../test/kit/smtp-grammar.ts';
import { SmtpSenders } from './smtp-senders.ts';

const strict = laxServers[0] as (typeof laxServers)[number];
const senders = ['Anna@contoso.example', '@office.example'];

function play(said: string, options: { behind?: string[]; fragmentBytes?: number } = {}) {
  const { behind = ['CHUNKING'], fragmentBytes = 100_000 } = options;
  const server = new LaxSmtpServer(strict, { chunking: behind.includes('CHUNKING') });
  const guard = new SmtpSenders(senders, behind);
  const replies = talkThrough(guard, server, Buffer.from(said, 'latin1'), fragmentBytes);
  if (replies !== '') checkSmtpReplies(Buffer.from(replies, 'latin1'));
  return { server, guard, replies, codes: replies.match(/^\d{3}(?= )/gm) ?? [] };
}

describe('MAIL', () => {
  it.each([
    'MAIL FROM:<ben@contoso.example>',
    'MAIL FROM:<>',
    'MAIL FROM: ben@contoso.example',
    'mail from:<@contoso.example:ben@contoso.example>',
    'MAIL FROM:<"anna@contoso.example"@evil.example>',
    'MAIL FROM:<"@office.example"@evil.example>',
    'MAIL FROM:<anna@contoso.example.evil.example>',
    // KELVIN SIGN is a k in lower case, and may be somebody else's letter to a server.
    `MAIL FROM:<${Buffer.from('ann@office.exam\u212ale').toString('latin1')}>`,
  ])('%j is refused by us, and the server hears nothing of it', (line) => {
    const { server, replies } = play(`${line}\r\n`);
    expect(replies).toMatch(/^553 5\.7\.1 .*anna@contoso\.example, @office\.example\r\n$/);
    expect(server.senders).toEqual([]);
  });
  it.each([
    'MAIL FROM:<anna@contoso.example> <ben@contoso.example>',
    'MAIL FROM:<anna@contoso.example>\rMAIL FROM:<ben@contoso.example>',
    'MAIL FROM:<anna@contoso.example\0>',
    'MAIL anna@contoso.example',
    'MAIL FROM:<anna@contoso.example> SIZE=1 SIZE=1',
  ])('%j is no command', (line) => {
    const { server, codes } = play(`${line}\r\n`);
    expect(codes).toEqual([expect.stringMatching(/^50[01]$/)]);
    expect(server.senders).toEqual([]);
  });
  it.each([
    ['MAIL FROM:<anna@contoso.example>', 'anna@contoso.example'],
    ['mail from: ANNA@Contoso.example  size=10 body=8BITMIME', 'ANNA@Contoso.example'],
    ['MAIL FROM:<@relay.example:anna@contoso.example>', 'anna@contoso.example'],
    ['MAIL FROM:<anybody@office.example> SMTPUTF8 AUTH=<>', 'anybody@office.example'],
  ])('%j reaches the server in one form', (line, sender) => {
    const { server, codes } = play(`${line}\n`);
    expect(codes).toEqual(['250']);
    expect(server.senders).toEqual([sender]);
  });
});

describe('replies', () => {
  it.each([1, 3, 17, 100_000])('keep their order in a pipeline, in pieces of %i bytes', (fragmentBytes) => {
    const { server, codes } = play(
      [
        'MAIL FROM:<ben@contoso.example>',
        'RCPT TO:<a@b>',
        'DATA',
        'STARTTLS',
        'MAIL FROM:<anna@contoso.example>',
        'MAIL FROM:<ben@contoso.example>',
        'RCPT TO:<refused@b>',
        'RCPT TO:<a@b>',
        'AUTH LOGIN',
        'DATA',
        'Subject: hi',
        '',
        'MAIL FROM:<ben@contoso.example>',
        '..',
        '.',
        'EHLO again',
        'XCLIENT NAME=x',
        'QUIT',
        '',
      ].join('\r\n'),
      { fragmentBytes },
    );
    expect(codes).toEqual([
      ...['553', '550', '503', '500', '250', '553', '550', '250', '503', '354'],
      ...['250', '250', '500', '221'],
    ]);
    expect(server.messages).toEqual([
      {
        sender: 'anna@contoso.example',
        content: 'Subject: hi\r\n\r\nMAIL FROM:<ben@contoso.example>\r\n.\r\n',
      },
    ]);
  });
  it('of a server that hangs up are not hidden', () => {
    const guard = new SmtpSenders(senders, []);
    guard.fromClient(Buffer.from('MAIL FROM:<ben@contoso.example>\r\n'));
    const bye = Buffer.from('421 4.3.2 shutting down\r\n');
    expect(guard.fromServer(bye)).toEqual([bye]);
  });
  it('that nobody asked for are passed on', () => {
    const bye = Buffer.from('421 4.7.0 Session invalidated - AccessTokenExpired\r\n');
    expect(new SmtpSenders(senders, []).fromServer(bye)).toEqual([bye]);
  });
});

describe('BDAT', () => {
  const begin = 'MAIL FROM:<anna@contoso.example>\r\nRCPT TO:<a@b>\r\n';
  const evil = 'MAIL FROM:<ben@contoso.example>\r\n';
  it.each([
    ['without a sender', '', ['CHUNKING'], '503'],
    [
      'without a recipient',
      'MAIL FROM:<anna@contoso.example>\r\nRCPT TO:<refused@b>\r\n',
      ['CHUNKING'],
      '503',
    ],
    ['where the server does not know it', begin, ['SIZE'], '502'],
  ])('%s is refused by us, and its bytes are dropped', (_, before, behind, code) => {
    const { server, codes } = play(`${before}BDAT ${evil.length} LAST\r\n${evil}NOOP\r\n`, { behind });
    expect(codes.slice(-2)).toEqual([code, '250']);
    expect(server.senders).not.toContain('ben@contoso.example');
  });
  it.each([1, 3, 17, 100_000])('is counted, in pieces of %i bytes', (fragmentBytes) => {
    const said = `${begin}BDAT ${evil.length}\r\n${evil}BDAT 0 LAST\r\nNOOP\r\nBDAT ${evil.length} LAST\r\n${evil}QUIT\r\n`;
    const { server, codes } = play(said, { fragmentBytes });
    expect(codes).toEqual(['250', '250', '250', '250', '250', '503', '221']);
    expect(server.messages).toEqual([{ sender: 'anna@contoso.example', content: evil }]);
  });
  it.each(['BDAT', 'BDAT x', 'BDAT 1 2', 'BDAT -1', 'BDAT 9999999999999999'])('%j is none', (line) => {
    expect(play(`${begin}${line}\r\nNOOP\r\n`).codes.slice(-2)).toEqual(['501', '250']);
  });
});

it('holds no more of an eager client than it was handed', () => {
  const guard = new SmtpSenders(senders, []);
  guard.fromClient(Buffer.from('MAIL FROM:<anna@contoso.example>\r\nDATA\r\n'));
  expect(guard.holdsClient).toBe(true);
  guard.fromServer(Buffer.from('250 ok\r\n354 go\r\n'));
  expect(guard.holdsClient).toBe(false);
});

it('keeps nothing of a line that has no end', () => {
  const guard = new SmtpSenders(senders, []);
  for (let times = 0; times < 100; times += 1)
    expect(guard.fromClient(Buffer.alloc(65_536, 'x'))).toEqual([]);
  expect(guard.fromClient(Buffer.from('\nNOOP\r\n')).join('')).toBe('NOOP\r\nNOOP\r\n');
  expect(guard.fromServer(Buffer.from('250 ok\r\n250 ok\r\n')).join('')).toBe(
    '500 5.5.2 The line is too long\r\n250 ok\r\n',
  );
});
