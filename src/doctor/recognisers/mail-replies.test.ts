// What a mail server said, in the words of the programs that print it: however it is wrapped, it is one reply.

import { describe, expect, it } from 'vitest';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const exchange = '[AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z 08DCA18218166FB4]';

function replies(text: string): object[] {
  return recognise(text, nowMs)
    .filter((one) => one.kind === 'reply')
    .map(({ place: _, kind: __, ...fields }) => fields);
}

const refusedImap = { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', text: 'AUTHENTICATE failed.' };

describe('AUTHENTICATE failed, at IMAP, is recognised as printed by', () => {
  it.each([
    ['nobody', 'A2 NO AUTHENTICATE failed.'],
    ['a person, without its tag', 'NO AUTHENTICATE failed.'],
    ['a person who types tags of letters', 'a authenticate xoauth2 abc\na NO AUTHENTICATE failed.'],
    ['a mail that quotes and breaks it', '> Hi,\n> A2 NO AUTHENTICATE\n> failed.\n> any ideas?'],
    ['JavaMail', 'A1 AUTHENTICATE XOAUTH2 dXNlcj0=\nA1 NO AUTHENTICATE failed.'],
    ['Angus', 'DEBUG IMAPS: AUTHENTICATE XOAUTH2 command result: A1 NO AUTHENTICATE failed.'],
    [
      'an exception of JavaMail',
      'javax.mail.AuthenticationFailedException: AUTHENTICATE failed.\n\tat com.sun.mail.imap.IMAPStore',
    ],
    ['imaplib', "imaplib.IMAP4.error: b'AUTHENTICATE failed.'"],
    ['imaplib, debugging', "  58:12.50 < b'BFLD1 NO AUTHENTICATE failed.'"],
    ['MailKit', 'C: A00000000 AUTHENTICATE XOAUTH2 ********\nS: A00000000 NO AUTHENTICATE failed.'],
    [
      'fetchmail',
      'fetchmail: IMAP> A0002 AUTHENTICATE XOAUTH2 *\nfetchmail: IMAP< A0002 NO AUTHENTICATE failed.',
    ],
    ['mutt', '5> a0002 AUTHENTICATE XOAUTH2 x\n5< a0002 NO AUTHENTICATE failed.'],
    ['mbsync', 'F: >>> 2 AUTHENTICATE XOAUTH2\nF: 2 NO AUTHENTICATE failed.'],
    [
      'mbsync, in one line',
      "IMAP command 'AUTHENTICATE <authdata>' returned an error: NO AUTHENTICATE failed.",
    ],
    [
      'Thunderbird',
      '[(null) 1234: Main Thread]: I/IMAP 0x7f:outlook.office365.com:NA:CreateNewLineFromSocket: 2 NO AUTHENTICATE failed.',
    ],
    ['imapflow', '{"level":20,"src":"s","msg":"2 NO AUTHENTICATE failed.","cid":"x"}'],
    [
      'email-oauth2-proxy',
      "IMAP (127.0.0.1:50000; outlook.office365.com:993) <-- b'A1 NO AUTHENTICATE failed.\\r\\n'",
    ],
    ['curl', '> A002 AUTHENTICATE XOAUTH2 abc\r\n< A002 NO AUTHENTICATE failed.\r\n'],
    ['php-imap', 'TAG3 NO AUTHENTICATE failed.'],
    ['a terminal in colours', '\x1b[31mA2 NO AUTHENTICATE failed.\x1b[0m'],
  ])('%s', (_, text) => {
    expect(replies(text)).toEqual([expect.objectContaining(refusedImap)]);
  });
});

const refusedSmtp = {
  protocol: 'smtp',
  status: 'no',
  code: 535,
  enhanced: '5.7.3',
  command: 'AUTH',
  text: `Authentication unsuccessful ${exchange}`,
};

describe('535 5.7.3, at SMTP, is recognised as printed by', () => {
  it.each([
    ['nobody', `535 5.7.3 Authentication unsuccessful ${exchange}`],
    ['smtplib', `smtplib.SMTPAuthenticationError: (535, b'5.7.3 Authentication unsuccessful ${exchange}')`],
    [
      'smtplib, debugging',
      `reply: b'535 5.7.3 Authentication unsuccessful ${exchange}\\r\\n'\nreply: retcode (535); Msg: b'5.7.3 Authentication unsuccessful ${exchange}'`,
    ],
    [
      'PHPMailer',
      `2024-01-01 10:00:00 SERVER -> CLIENT: 535 5.7.3 Authentication unsuccessful ${exchange}\nSMTP ERROR: AUTH command failed: 535 5.7.3 Authentication unsuccessful ${exchange}`,
    ],
    ['older PHPMailer', `SMTP -> FROM SERVER:535 5.7.3 Authentication unsuccessful ${exchange}`],
    [
      'Postfix',
      `Nov 26 10:00:00 mx postfix/smtp[1234]: ABC123: to=<x@y.example>, relay=smtp.office365.com[52.97.1.1]:587, dsn=4.7.3, status=deferred (SASL authentication failed; server smtp.office365.com[52.97.1.1] said: 535 5.7.3 Authentication unsuccessful ${exchange})`,
    ],
    [
      'msmtp',
      `<-- 535 5.7.3 Authentication unsuccessful ${exchange}\nmsmtp: server message: 535 5.7.3 Authentication unsuccessful ${exchange}`,
    ],
    [
      'nodemailer',
      `Error: Invalid login: 535 5.7.3 Authentication unsuccessful ${exchange}\n  code: 'EAUTH',\n  response: '535 5.7.3 Authentication unsuccessful ${exchange}',\n  responseCode: 535,`,
    ],
    [
      'JavaMail',
      `javax.mail.AuthenticationFailedException: 535 5.7.3 Authentication unsuccessful ${exchange}`,
    ],
    [
      'MailKit',
      `MailKit.Security.AuthenticationException: 535: 5.7.3 Authentication unsuccessful ${exchange}`,
    ],
    ['curl', `< 535 5.7.3 Authentication unsuccessful ${exchange}\r\n* Closing connection`],
  ])('%s', (_, text) => {
    expect(replies(text)).toEqual([expect.objectContaining(refusedSmtp)]);
  });
});

describe('other replies', () => {
  it.each<[string, string, object[]]>([
    [
      'POP of poplib',
      "poplib.error_proto: b'-ERR Authentication failure: unknown user name or bad password.'",
      [
        {
          protocol: 'pop',
          status: 'err',
          command: 'AUTH',
          text: 'Authentication failure: unknown user name or bad password.',
        },
      ],
    ],
    [
      'POP with a password',
      '-ERR Logon failure: unknown user name or bad password.',
      [{ protocol: 'pop', command: 'PASS' }],
    ],
    [
      'POP with a response code',
      'fetchmail: POP3< -ERR [AUTH] Authentication failed.',
      [{ status: 'err', responseCode: 'AUTH' }],
    ],
    [
      'a reply of several lines',
      '535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials x - gsmtp',
      [
        {
          code: 535,
          enhanced: '5.7.8',
          text: 'Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials x - gsmtp',
        },
      ],
    ],
    [
      'a reply of several lines, cut',
      '535-5.7.8 Username and Password not accepted.',
      [{ code: 535, enhanced: '5.7.8' }],
    ],
    [
      'an apostrophe in quotation marks',
      '(535, b"5.7.139 Authentication unsuccessful, user is locked by your organization\'s security defaults policy.")',
      [
        {
          enhanced: '5.7.139',
          text: "Authentication unsuccessful, user is locked by your organization's security defaults policy.",
        },
      ],
    ],
    [
      'an enhanced code alone',
      'The server response was: 5.7.57 Client not authenticated to send mail. [X]',
      [{ code: 0, enhanced: '5.7.57', status: 'no', text: 'Client not authenticated to send mail. [X]' }],
    ],
    [
      'a code that follows its sentence',
      'Detail: 5.7.139 Authentication unsuccessful, basic authentication is disabled. SMTP code: 535',
      [
        {
          code: 535,
          enhanced: '5.7.139',
          text: 'Authentication unsuccessful, basic authentication is disabled.',
        },
      ],
    ],
    [
      'a code for later',
      '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=X]',
      [{ status: 'later', enhanced: '4.3.2' }],
    ],
    [
      'a response code',
      'A1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
      [{ responseCode: 'AUTHENTICATIONFAILED', text: 'Invalid credentials (Failure)' }],
    ],
    [
      'an alert',
      '* NO [ALERT] IMAP access is disabled for your domain.',
      [{ status: 'no', responseCode: 'ALERT' }],
    ],
    [
      'the command by its tag',
      'C: A1 NAMESPACE\nC: A2 IDLE\nS: A1 BAD User is authenticated but not connected.',
      [{ status: 'bad', command: 'NAMESPACE', text: 'User is authenticated but not connected.' }],
    ],
    [
      'the end of a session',
      '* BYE Session invalidated - AccessTokenExpired',
      [{ status: 'bye', text: 'Session invalidated - AccessTokenExpired' }],
    ],
    [
      'throttling',
      'A5 BAD Request is throttled. Suggested Backoff Time: 9342 milliseconds',
      [{ status: 'bad' }],
    ],
    [
      'MAIL FROM before AUTH',
      '--> EHLO x\n<-- 250 ok\n--> MAIL FROM:<a@b.example>\n<-- 530 5.7.57 Client not authenticated to send mail. [X]',
      [{ code: 530, command: 'MAIL' }],
    ],
  ])('%s', (_, text, expected) => {
    expect(replies(text)).toEqual(expected.map((one) => expect.objectContaining(one)));
  });
});

describe('success is told from failure', () => {
  it.each([
    ['IMAP', 'a1 OK AUTHENTICATE completed.', 'AUTHENTICATE'],
    ['SMTP', '235 2.7.0 Authentication successful', 'AUTH'],
    ['POP', '+OK User successfully logged on.', 'AUTH'],
  ])('%s', (_, text, command) => {
    expect(replies(text)).toEqual([expect.objectContaining({ status: 'ok', command })]);
  });
});

describe('no reply is seen in', () => {
  it.each([
    'HTTP/1.1 200 OK',
    'There are NO messages in the inbox.',
    'GET /index.html 404 120 ms',
    'MySQL 5.7.44 Community Server',
    'version 5.7.3 of the library',
    'Reading 250 messages',
    '* OK The Microsoft Exchange IMAP4 service is ready. [TABO]',
  ])('%s', (text) => {
    expect(replies(text)).toEqual([]);
  });
});
