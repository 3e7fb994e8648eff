import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RedactedProtocol, Redactor } from './redact.ts';

const shown = (redactor: Redactor, text: string): string => redactor.client(Buffer.from(text)).toString();

describe('a transcript', () => {
  it.each<[RedactedProtocol, string, string]>([
    ['imap', 'A1 AUTHENTICATE XOAUTH2 dXNlcj1h', 'A1 AUTHENTICATE XOAUTH2 ********'],
    ['imap', 'A1 LOGIN anna "my secret"', 'A1 LOGIN anna *** *******'],
    ['imap', 'A1 LOGIN {4}\r\nanna {6}\r\nsecret', 'A1 LOGIN {4}\r\nanna ***\r\n******'],
    ['imap', 'A1 LOGIN (anna secret', 'A1 LOGIN ***** ******'],
    ['pop', 'PASS two words', 'PASS *** *****'],
    ['pop', 'AUTH PLAIN AGEAYg==', 'AUTH PLAIN ********'],
    ['smtp', 'AUTH XOAUTH2 dXNlcj1h', 'AUTH XOAUTH2 ********'],
  ])('%s: %j', (protocol, line, expected) => {
    expect(shown(new Redactor(protocol), line)).toBe(expected);
  });

  it.each<[RedactedProtocol, string, string, string, string]>([
    ['imap', 'A1 AUTHENTICATE XOAUTH2', '+ ', 'A1 NO AUTHENTICATE failed.', 'A2 NOOP'],
    ['pop', 'AUTH XOAUTH2', '+ ', '-ERR no', 'NOOP'],
    ['smtp', 'AUTH LOGIN', '334 VXNlcm5hbWU6', '535 5.7.3 no', 'NOOP'],
  ])('%s: hides the lines of an exchange until the server ends it', (protocol, start, prompt, end, after) => {
    const redactor = new Redactor(protocol);
    expect(shown(redactor, start)).toBe(start);
    for (let line = 0; line < 2; line += 1) {
      redactor.server(Buffer.from(prompt));
      expect(shown(redactor, 'c2VjcmV0')).toBe('********');
    }
    redactor.server(Buffer.from(end));
    expect(shown(redactor, after)).toBe(after);
  });

  it('keeps its length and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<RedactedProtocol>('imap', 'pop', 'smtp'),
        fc.uint8Array(),
        (protocol, bytes) => {
          expect(new Redactor(protocol).client(Buffer.from(bytes))).toHaveLength(bytes.length);
        },
      ),
    );
  });
});
