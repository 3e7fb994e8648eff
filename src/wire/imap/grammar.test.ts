import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImapCommand, tagOf } from './command.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from './modified-utf7.ts';
import { parseImapResponse } from './response.ts';
import { ImapScanner } from './scanner.ts';
import { formatSequenceSet, parseSequenceSet } from './sequence-set.ts';
import { imapAstring, imapDateTime, imapString, parseImapDateTime } from './write.ts';

describe('strings', () => {
  it('come back as they went, whatever bytes they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const scanner = new ImapScanner(imapString(Buffer.from(bytes)));
        expect(scanner.string()?.bytes).toEqual(Buffer.from(bytes));
        expect(scanner.atEnd).toBe(true);
      }),
    );
  });
  it('are atoms only where an atom can be read', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(new ImapScanner(imapAstring(text)).astring()?.bytes.toString()).toBe(text);
      }),
    );
  });
});

describe('commands', () => {
  it.each(['', ' NOOP', 'A1', '+ NOOP', 'A+1 NOOP', '(A1) NOOP'])('%j is none', (text) => {
    expect(parseImapCommand(Buffer.from(text))).toBeUndefined();
  });
  it('find whom to answer even where there is no command', () => {
    expect(tagOf(Buffer.from('A1'))).toBe('A1');
  });
  it('join UID with what follows', () => {
    expect(parseImapCommand(Buffer.from('a uid fetch 1 FLAGS'))).toMatchObject({
      tag: 'a',
      name: 'UID FETCH',
    });
  });
  it('never throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseImapCommand(Buffer.from(bytes))));
  });
});

describe('responses', () => {
  it.each(['Server Unavailable.', '[COPYUID 55 31 6]'])('%j is Exchange but no IMAP', (text) => {
    expect(parseImapResponse(Buffer.from(text)).kind).toBe('stray');
  });
  it('carry status, code and text', () => {
    expect(parseImapResponse(Buffer.from('A1 OK [READ-WRITE] SELECT completed.'))).toEqual({
      kind: 'status',
      tag: 'A1',
      status: 'OK',
      code: 'READ-WRITE',
      text: 'SELECT completed.',
    });
  });
  it('never throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseImapResponse(Buffer.from(bytes))));
  });
});

describe('modified UTF-7 (RFC 3501 section 5.1.3)', () => {
  it('does not read what is not its own', () => {
    for (const text of ['&', '&AB', 'Größe', '&A-']) expect(decodeModifiedUtf7(text)).toBeUndefined();
  });
  it('writes the example of the RFC', () => {
    expect(encodeModifiedUtf7('~peter/mail/台北/日本語')).toBe('~peter/mail/&U,BTFw-/&ZeVnLIqe-');
  });
  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(decodeModifiedUtf7(encodeModifiedUtf7(name))).toBe(name);
      }),
    );
  });
});

describe('sequence sets', () => {
  it.each(['', '0', '1:', 'a', '1,,2', '1:2:3'])('%j is none', (text) => {
    expect(parseSequenceSet(text, 10)).toBeUndefined();
  });
  it('turn round and resolve the star', () => {
    expect(parseSequenceSet('4:2,*', 9)).toEqual([
      [2, 4],
      [9, 9],
    ]);
  });
  it('are written as short as they can be', () => {
    expect(formatSequenceSet([1, 2, 3, 7, 9, 10])).toBe('1:3,7,9:10');
  });
});

describe('date-time', () => {
  it('is read with its zone and written in UTC', () => {
    const ms = parseImapDateTime('17-Jul-1996 02:44:25 -0700');
    expect(ms).toBe(Date.UTC(1996, 6, 17, 9, 44, 25));
    expect(imapDateTime(ms ?? 0)).toBe('"17-Jul-1996 09:44:25 +0000"');
  });
});
