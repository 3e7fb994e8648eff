// What a person says of the case counts wherever it stands: after hundreds of lines, in a ticket that was exported as JSON, in
// a chat, behind a time stamp. And many inputs say nothing, or nothing of ours.

import { describe, expect, it } from 'vitest';
import { explain } from '../../src/doctor/explain.ts';
import { isRecognised } from '../../src/doctor/recognised.ts';

const nowMs = Date.UTC(2026, 10, 26);
const refused = 'A1 NO AUTHENTICATE failed.';
const manual = Array.from(
  { length: 500 },
  (_, step) => `We tried step ${step} of the manual and nothing changed here.`,
);

describe('what somebody says is heard', () => {
  it.each<[string, string, string]>([
    [
      'at the end of a long thread',
      [refused, ...manual, 'The token is for Graph, jwt.ms says so.'].join('\n'),
      'graph-token-at-mail-server',
    ],
    [
      'in a ticket as JSON',
      JSON.stringify({ title: 'Mail', description: `${refused} It works for an hour and then fails.` }),
      'token-expired-at-mail-server',
    ],
    [
      'in a comment of a ticket as JSON',
      JSON.stringify({
        comments: [
          { body: 'The log: A1 BAD User is authenticated but not connected.' },
          { body: 'I signed in as the administrator.' },
        ],
      }),
      'token-of-another-mailbox',
    ],
    [
      'behind a time stamp',
      `2026-11-02 10:00:01 [support] anna: It works for an hour and then fails.\n${refused}`,
      'token-expired-at-mail-server',
    ],
    [
      'in a chat',
      `[10:32] anna: our app is app-only, we never ran New-ServicePrincipal\n[10:33] ben: ${refused}`,
      'app-not-registered-in-exchange',
    ],
    [
      'of the object id',
      `${refused}\nClient credentials. I took the Object ID from the App registrations page for New-ServicePrincipal.`,
      'app-registered-with-wrong-object-id',
    ],
    [
      'in German',
      `${refused}\nNach einer Stunde geht es nicht mehr, nach einem Neustart läuft es wieder.`,
      'token-expired-at-mail-server',
    ],
    [
      'in Chinese',
      'A3 BAD User is authenticated but not connected.\n这是一个共享邮箱。',
      'shared-mailbox-full-access-missing',
    ],
  ])('%s', (_, text, cause) => {
    expect(explain(text, nowMs).causes[0]?.cause.id).toBe(cause);
  });
});

describe('nothing is made of', () => {
  it.each([
    "it doesn't work",
    'email broken since Monday please help',
    'Something went wrong',
    'HTTP 500 Internal Server Error',
    'Segmentation fault (core dumped)',
    "TypeError: Cannot read properties of undefined (reading 'map')\n    at App (src/App.js:12:20)",
    'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree',
    'The printer is out of paper.',
    'My colleague shared a one-hour meeting recording with the team.',
    'psql: FATAL: password authentication failed for user "postgres"',
    'Access denied for user root@localhost (using password: YES)',
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
    'Der Drucker druckt nur leere Seiten.',
    "L'imprimante ne répond plus.",
    '明日の会議は 1 時間です。',
    '打印机没有纸了',
    'We use Microsoft 365 and Outlook in our company.',
    'What is OAuth?',
    'Should I enable IMAP for a shared mailbox?',
    '2026-11-02 INFO Synced 240 messages in 12 s; next run in 1 hour',
    'Postfix sent the message: status=sent (250 2.0.0 OK)',
    'We deploy to GCC High next year and use a public client.',
    'The app registration has an object id and the enterprise application has another; see the docs.',
    'Add-MailboxPermission grants rights to a mailbox.',
    'ActiveRecord::RecordNotFound: record not found',
    'QuotaExceededException: the throughput of the table',
    'execution expired',
    'CI failed: 3 tests failed, 120 passed',
  ])('%j', (text) => {
    const explanation = explain(text, nowMs);
    expect(explanation.causes).toEqual([]);
    expect(isRecognised(explanation)).toBe(false);
  });
});
