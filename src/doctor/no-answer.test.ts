// Where no connection came about, nobody has refused a sign-in: settings with a password, or a host that takes no submissions,
// are not what it failed by.

import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';

const firstOf = (text: string): string | undefined =>
  explain(text, Date.UTC(2026, 10, 26), [], () => []).causes[0]?.cause.id;

describe('a connection that did not come about', () => {
  it.each<[string, string]>([
    [
      "Fetching the help desk mailbox, Office 365 with OAuth:\nimap_open(): Couldn't open stream {outlook.office365.com:993/imap/ssl}. Connection failed to outlook.office365.com,993: Connection timed out",
      'connection-times-out',
    ],
    [
      "createTransport({ host: 'outlook.office365.com', port: 587, auth: { user: 'a@contoso.example', pass: '...' } })\nError: getaddrinfo ENOTFOUND outlook.office365.com",
      'name-not-found',
    ],
    [
      'We sign in with user name and password at outlook.office365.com.\njava.net.ConnectException: Connection refused',
      'connection-refused',
    ],
    [
      "Something went wrong while trying to connect to 'IMAPOAuth2 => help@contoso.example/outlook.office365.com': Can't call method \"authenticate\" on an undefined value at IMAPOAuth2.pm line 83.",
      'connection-times-out',
    ],
  ])('%s', (text, cause) => {
    expect(firstOf(text)).toBe(cause);
  });

  it.each([
    'OAUTH_CALLBACK_ERROR JWT not active yet',
    'Token used before issued',
    'invalid_grant at the plugin: JWT was issued in the future',
  ])('a clock that is behind: %s', (text) => {
    expect(firstOf(text)).toBe('clock-is-wrong');
  });

  it.each([
    'MailAccountFetch: timeout error of the child, no new tickets from outlook.office365.com',
    'It waits for the 600sec timeout at outlook.office365.com and starts again.',
  ])('a wait that ended: %s', (text) => {
    expect(firstOf(text)).toBe('connection-times-out');
  });

  it.each([
    'We connect to outlook.office365.com with a 30s timeout.',
    'invalid_grant: Token is not active',
    'There is a corrupt message in the folder of outlook.office365.com.',
  ])('is not told by a setting, nor by what sounds like it: %s', (text) => {
    const found = explain(text, Date.UTC(2026, 10, 26), [], () => []).evidence;
    expect(found.filter(({ kind }) => kind === 'network')).toEqual([]);
  });

  it('beside a sign-in that was refused tells less', () => {
    const text =
      'imaplib.IMAP4.error: LOGIN failed.\nOn the other machine: socket.timeout: timed out\nThe account is at outlook.office365.com, password as always.';
    expect(firstOf(text)).toBe('password-at-exchange');
  });
});
