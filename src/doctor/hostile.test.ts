// Whatever is brought, an answer comes in time, and a failure that stands behind the noise is found: nothing may cost more
// than its length. The times allowed are some ten times what is needed, because the machine may be busy.

import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/kit/seeded.ts';
import { recognise } from './recognise.ts';
import { recognisers } from './recognisers/index.ts';
import { withoutSecrets } from './redact.ts';
import { textOf } from './text-of.ts';

const failure = 'A2 NO AUTHENTICATE failed.';
const json = '{"error":"invalid_grant","error_description":"AADSTS50173: revoked","error_codes":[50173]}';
const megabyte = 1024 * 1024;

function findsBoth(text: string): void {
  const found = recognise(text, 0);
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'reply', status: 'no', command: 'AUTHENTICATE' }),
  );
  expect(found).toContainEqual(expect.objectContaining({ kind: 'oauth-error', numbers: [50173] }));
}

describe('what fails is found behind a megabyte of', () => {
  it.each<[string, string]>([
    ['one open brace', '{\n' + 'line of a log that says nothing\n'.repeat(32 * 1024)],
    ['open braces', '{'.repeat(megabyte)],
    ['open brackets', '['.repeat(megabyte)],
    ['braces of both kinds', '{]['.repeat(megabyte / 3)],
    ['nested arrays', '['.repeat(megabyte / 2) + ']'.repeat(megabyte / 2)],
    ['nested objects', '{"a":'.repeat(megabyte / 6) + '1' + '}'.repeat(megabyte / 6)],
    ['odd quotation marks', '{ "it\'s\n'.repeat(megabyte / 8)],
    ['backslashes', '\\'.repeat(megabyte)],
    ['lines that go on', 'a\\\n'.repeat(megabyte / 3)],
    ['one line', 'x'.repeat(megabyte)],
    ['zeros', '\0'.repeat(megabyte)],
    ['lone surrogates', '\ud800'.repeat(megabyte / 2)],
    [
      'replies that are fine',
      Array.from({ length: 30_000 }, (_, n) => `S: A${n} OK FETCH completed ${n}.`).join('\n'),
    ],
    [
      'other refusals',
      Array.from({ length: 20_000 }, (_, n) => `S: B${n} NO SELECT failed ${n}.`).join('\n'),
    ],
  ])(
    '%s',
    (_, noise) => {
      findsBoth(`${noise}\n${failure}\n${json}\n`);
    },
    20_000,
  );

  it('random octets', () => {
    const random = seeded(20261126);
    const bytes = Uint8Array.from({ length: megabyte }, () => random.below(256));
    findsBoth(`${textOf(bytes)}\n${failure}\n${json}\n`);
  }, 20_000);
});

const pieces = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '.',
  '-',
  '_',
  '=',
  '/',
  '+',
  '%',
  '&',
  '?',
  ':',
  ';',
  ',',
  '@',
  '#',
  '*',
  '"',
  "'",
  '`',
  '\\',
  '(',
  ')',
  '<',
  '>',
  '[',
  ']',
  '{',
  '}',
  '|',
  '~',
  '^',
  '$',
  '\u00e9',
  '\u3042',
  'aA0',
  'a.',
  'a-',
  'a=',
  'a&',
  'a ',
  ' :',
  'a@',
  '0 ',
  '5.',
  '5.7.3 ',
  '535-',
  'A1 ',
  '> ',
  'S: ',
  'eyJ',
  'eyJa.',
  'dXNlcj',
  'Bearer ',
  'scope ',
  'scope=',
  'error=',
  'error=a&',
  'scope: openid ',
  'LOGIN "',
  'LOGIN a ',
  'AUTH XOAUTH2 ',
  'password ',
  'pass=',
  'code=',
  'x://a:',
  'imap.a.',
  'redirect URI ',
  'tenant ',
  'grant_type=a&',
  'curl http://a?b',
  'certificate ',
  'hostname ',
  'works for ',
  'all accounts ',
  'is disabled ',
  '\\"',
  "b'",
];

describe('no expression runs away on a repeated', () => {
  it.each(pieces.map((piece): [string] => [piece]))('%j', (piece) => {
    const line = piece.repeat(Math.ceil(16_384 / piece.length));
    const began = performance.now();
    for (const recogniser of recognisers) recogniser.wants.test(line);
    recognise(line, 0);
    recognise(`${line}!`, 0);
    withoutSecrets(line);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe('the bytes of a file', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(failure)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${failure}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${failure}`, 'utf16le')],
    ['UTF-16LE without', Buffer.from(failure, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${failure}`, 'utf16le').swap16()],
    ['UTF-16BE without', Buffer.from(failure, 'utf16le').swap16()],
    ['UTF-8 with a broken octet', Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(failure)])],
  ])('are read as %s', (_, bytes) => {
    expect(recognise(textOf(bytes), 0)).toEqual([
      expect.objectContaining({ kind: 'reply', text: 'AUTHENTICATE failed.' }),
    ]);
  });
});
