// Texts in which nothing failed, or nothing of ours: no cause is named for them, and they are not recognised, which is what
// the exit code of `mailgrant explain` says.

import { describe, expect, it } from 'vitest';
import { explain } from '../../src/doctor/explain.ts';
import { isRecognised } from '../../src/doctor/recognised.ts';

const nowMs = Date.UTC(2026, 10, 26);

const signedIn = `S: * OK The Microsoft Exchange IMAP4 service is ready. [xxxx]
C: A1 CAPABILITY
S: * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S: A1 OK CAPABILITY completed.
C: A2 AUTHENTICATE XOAUTH2 ****
S: A2 OK AUTHENTICATE completed.
C: A3 SELECT INBOX
S: * 3 EXISTS
S: A3 OK [READ-WRITE] SELECT completed.
C: A4 LOGOUT
S: * BYE Microsoft Exchange Server IMAP4 server signing off.
S: A4 OK LOGOUT completed.`;

const sent = `220 AM0PR02CA0134.outlook.office365.com Microsoft ESMTP MAIL Service ready
EHLO client.contoso.example
250-AM0PR02CA0134.outlook.office365.com Hello [203.0.113.7]
250-SIZE 157286400
250-AUTH LOGIN XOAUTH2
250 SMTPUTF8
AUTH XOAUTH2 ****
235 2.7.0 Authentication successful
MAIL FROM:<anna@contoso.example>
250 2.1.0 Sender OK
RCPT TO:<ben@contoso.example>
250 2.1.5 Recipient OK
DATA
354 Start mail input; end with <CRLF>.<CRLF>
250 2.0.0 OK <x@contoso.example> [Hostname=AM8P194MB1076.EURP194.PROD.OUTLOOK.COM]
QUIT
221 2.0.0 Service closing transmission channel`;

const fetched = `+OK The Microsoft Exchange POP3 service is ready. [xxxx]
CAPA
+OK
AUTH XOAUTH2
+
+OK User successfully authenticated.
STAT
+OK 3 1200
QUIT
+OK Microsoft Exchange Server POP3 server signing off.`;

describe.each<[string, string]>([
  ['nothing', ''],
  ['white space', '  \n\t\n'],
  ['control characters', '\0\0\u0001\u0002\u001b'],
  ['a poem', 'Two roads went on, and no one kept the post.\nThe letter came the morning after frost.'],
  ['a pangram', 'The quick brown fox jumps over the lazy dog.'],
  ['filler', 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.'],
  [
    'a mail',
    'Hello Anna,\n\nthe meeting is at ten in room 535. Please bring the report.\n\nBest regards\nBen',
  ],
  ['an invoice', 'Invoice 50011, amount 535 EUR, payable within 14 days. Account 65001, order 90094.'],
  ['a mail in German', 'Sehr geehrte Damen und Herren, anbei die Rechnung. Mit freundlichen Grüßen'],
  ['a note in Japanese', '今日は良い天気です。会議は三時からです。資料を持ってきてください。'],
  ['a sentence with a protocol in it', 'Our new outlook on life: no more IMAP jokes at dinner.'],
  ['three short words', 'She said no. He said OK. They said bye.'],
  ['a prohibition', 'NO smoking in the server room.'],
  ['a good man', 'BAD weather is coming, OK?'],
  ['a token of another kind', 'The token of my affection expired after an hour.'],
  ['an audit', 'All accounts of the company were audited on time last year.'],
  ['a mailbox of tin', 'The mailbox on our street corner is full of leaves.'],
  ['a talk', 'The administrator gave a talk on modern authentication, and everybody liked it.'],
  ['a question about a printer', 'I would like to order a printer. Does it scan in colour?'],
  ['a version', 'Version 5.7.3 of the library was released; see the change log.'],
  ['two versions', 'v4.7.0 is faster than v4.6.9, and 5.1.1 is out.'],
  [
    'TypeScript',
    "export async function load(path: string) {\n  try { return await readFile(path, 'utf8'); } catch (error) { throw new Error('cannot read', { cause: error }); }\n}",
  ],
  ['Java', 'public class ErrorHandler extends RuntimeException { private final ErrorCode code; }'],
  [
    'Python that sends',
    "with smtplib.SMTP('smtp.contoso.example', 587) as s:\n    s.starttls()\n    s.send_message(msg)",
  ],
  ['SQL', "SELECT id, error_code FROM jobs WHERE status = 'failed' ORDER BY created_at DESC;"],
  ['a crontab', '0 1 * * * /usr/local/bin/backup.sh >/dev/null 2>&1'],
  ['YAML', 'name: mailer\nport: 8080\nlist:\n  - one\n  - two'],
  ['CSV', 'A,B,C\n1,2,3\n4,5,6'],
  ['a page', '<html><body><h1>Welcome</h1><p>Please sign in.</p></body></html>'],
  ['a calendar', 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Lunch\nEND:VEVENT\nEND:VCALENDAR'],
  ['base64', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ'],
  [
    'a certificate',
    '-----BEGIN CERTIFICATE-----\nMIIBszCCARwCCQDq83vEjRWeJCrze8SNFZ4kKvN7xI0\n-----END CERTIFICATE-----',
  ],
  ['a commit', 'commit 0123456789abcdef0123456789abcdef01234567\n\n    fix: handle pauses in tests'],
  [
    'a header',
    'Received: from mail.contoso.example ([203.0.113.5]) by mx.contoso.example with ESMTPS;\n Thu, 26 Nov 2026 08:00:00 +0000\nSubject: lunch',
  ],
  ['npm', 'npm WARN deprecated inflight@1.0.6: This module is not supported'],
  ['git', 'fatal: not a git repository (or any of the parent directories): .git'],
  ['a compiler', 'error: could not compile `mailer` (bin "mailer") due to 2 previous errors'],
  [
    'JavaScript that failed',
    "TypeError: Cannot read properties of undefined (reading 'map')\n    at render (/app/src/list.js:10:5)",
  ],
  [
    'Java that failed',
    'java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null\n\tat com.contoso.Main.main(Main.java:5)',
  ],
  ['C that failed', 'Segmentation fault (core dumped)'],
  ['PHP that failed', 'Warning: Division by zero in /var/www/html/index.php on line 12'],
  ['cron', 'Nov 26 08:00:01 host CRON[1234]: (root) CMD (run-parts /etc/cron.hourly)'],
  ['a web server', '127.0.0.1 - - [26/Nov/2026:08:00:00 +0000] "GET /index.html HTTP/1.1" 200 512'],
  [
    'a page that a web server does not have',
    '127.0.0.1 - - [26/Nov/2026:08:00:00 +0000] "GET /favicon.ico HTTP/1.1" 404 153',
  ],
  ['an answer of HTTP', 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"value":[]}'],
  [
    'an answer of Graph',
    '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users/$entity","displayName":"Anna","mail":"anna@contoso.example"}',
  ],
  ['an IMAP session that went well', signedIn],
  ['an SMTP session that went well', sent],
  ['a POP session that went well', fetched],
  ['mbsync that went well', 'C: 1/1  B: 12/12  F: +0/0 *0/0 #0/0  N: +3/3 *0/0 #0/0'],
  [
    'Postfix that went well',
    'Nov 26 08:00:00 relay postfix/smtp[911]: 4XYZ: to=<ben@contoso.example>, relay=smtp.office365.com[52.97.1.2]:587, delay=0.9, dsn=2.0.0, status=sent (250 2.0.0 OK <x> [Hostname=AM8P194MB1076.EURP194.PROD.OUTLOOK.COM])',
  ],
  [
    'msmtp that went well',
    "host=smtp.office365.com tls=on auth=on user=anna@contoso.example mailsize=512 smtpstatus=250 smtpmsg='250 2.0.0 OK' exitcode=EX_OK",
  ],
  [
    'a proxy that went well',
    "<-- b'00000001 OK AUTHENTICATE completed.\\r\\n'\n[ Successfully authenticated IMAP connection - releasing session ]",
  ],
  [
    'release notes',
    'Release notes 2.4: support for Office 365 login with OAuth2; fixed a wrong icon in the inbox.',
  ],
  ['a bill', 'Your Microsoft 365 subscription expires in 30 days. Renew to keep your mailbox.'],
  [
    'settings',
    'EMAIL_HOST=smtp.office365.com\nEMAIL_PORT=587\nEMAIL_HOST_USER=anna@contoso.example\nEMAIL_HOST_PASSWORD=hidden\nEMAIL_USE_TLS=True',
  ],
  [
    'instructions',
    'Thunderbird with Microsoft 365: user name is your address, authentication OAuth2, server outlook.office365.com, port 993.',
  ],
  [
    'instructions in Japanese',
    'Microsoft 365 のメール設定: サーバー outlook.office365.com、ポート 993、SSL。',
  ],
  ['a habit', 'I use an app password for Gmail and like it.'],
  ['good news', 'The sign-in to Office 365 was successful and the mail was sent.'],
  ['a rule', 'Passwords must have 12 characters. Do not use one password for Outlook.com and other sites.'],
  ['a decision', 'Security defaults are on, SMTP AUTH stays off for the tenant, as decided.'],
  ['a refresh that went well', '2026-11-26 08:00:00 INFO token refreshed, next refresh in 50 minutes'],
])('%s', (_, text) => {
  it('is not recognised', () => {
    const diagnosis = explain(text, nowMs);
    expect(diagnosis.causes.map(({ cause }) => cause.id)).toEqual([]);
    expect(isRecognised(diagnosis)).toBe(false);
  });
});
