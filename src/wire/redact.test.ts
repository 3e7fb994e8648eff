import { describe, expect, it } from 'vitest';
import { type MailProtocol, readClientUnit, slotFor, stars, withoutSecrets } from './redact.ts';

const shown = (protocol: MailProtocol, text: string): string => {
  const unit = Buffer.from(text);
  return withoutSecrets(unit, readClientUnit(protocol, unit).secrets, stars);
};

describe('what is shown of a unit', () => {
  it.each<[MailProtocol, string, string]>([
    ['imap', 'A1 AUTHENTICATE XOAUTH2 dXNlcj1h', 'A1 AUTHENTICATE XOAUTH2 ********'],
    ['imap', 'A1  AUTHENTICATE XOAUTH2 dXNlcj1h', 'A1  ************ ******* ********'],
    ['imap', 'A1 LOGIN anna "my secret"', 'A1 LOGIN anna *** *******'],
    ['imap', 'A1 LOGIN {4}\r\nanna {6}\r\nsecret', 'A1 LOGIN {4}\r\nanna ***\r\n******'],
    ['imap', 'A1 LOGIN (anna secret', 'A1 LOGIN ***** ******'],
    ['imap', 'dXNlcj1hbm5h', '************'],
    ['imap', 'A1 LOGON anna secret', 'A1 LOGON **** ******'],
    ['imap', 'DONE', 'DONE'],
    ['pop', 'PASS two words', 'PASS *** *****'],
    ['pop', 'AUTH PLAIN AGEAYg==', 'AUTH PLAIN ********'],
    ['pop', 'AUTH  XOAUTH2  dXNlcj1h', 'AUTH  XOAUTH2  ********'],
    ['pop', 'dXNlcj1hbm5hQGNvbnRvc28=', '************'],
    ['smtp', 'AUTH XOAUTH2 dXNlcj1h', 'AUTH XOAUTH2 ********'],
    ['smtp', 'AUTHENTICATE XOAUTH2 dXNl', '************ ******* ****'],
    ['smtp', 'dXNlcj1hbm5hQGNvbnRvc28=', '************'],
    ['smtp', 'MAIL FROM:<anna@contoso.example>', 'MAIL FROM:<anna@contoso.example>'],
  ])('%s: %j', (protocol, line, expected) => {
    expect(shown(protocol, line)).toBe(expected);
  });
});

describe('a slot', () => {
  it('stands for a bearer token', () => {
    const blob = Buffer.from('user=anna@contoso.example\x01auth=Bearer abc\x01\x01').toString('base64');
    expect(slotFor('smtp', ` ${blob}`)).toBe(
      ' b64<user=anna@contoso.example\\x01auth=Bearer {smtpToken}\\x01\\x01>',
    );
  });

  it('has no name where the secret is none that can be had again', () => {
    expect(slotFor('imap', ' "my secret"')).toBe(' {secret}');
    expect(slotFor('imap', '*')).toBe('*');
  });
});
