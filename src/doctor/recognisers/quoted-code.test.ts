// A code that stands in quotation marks in a sentence, and numbers that are none.

import { expect, it } from 'vitest';
import { explain } from '../explain.ts';

const firstOf = (text: string): string | undefined => explain(text, 0).causes[0]?.cause.id;

it.each<[string, string]>([
  ['Since Monday some come back with "5.2.1", nothing else', 'recipient-mailbox-disabled'],
  ['「5.2.1」とだけ表示されます', 'recipient-mailbox-disabled'],
  ["the log has only '4.7.321'", 'recipient-server-tls-fails'],
  ['the poller reports "[IN-USE]" every morning', 'mailbox-in-use'],
  ['受信すると「NO [OVERQUOTA]」になる', 'imap-mailbox-over-quota'],
  ['「-ERR [LOGIN-DELAY]」が出ます', 'pop-login-delay'],
])('%s', (text, cause) => {
  expect(firstOf(text)).toBe(cause);
});

it.each([
  '"version": "5.2.1",',
  'MySQL (5.7.21) is running',
  'We use version "5.2.1" of the program',
  "{ name: 'mailer', engine: '5.7.26' }",
])('a number of something else: %s', (text) => {
  expect(firstOf(text)).toBeUndefined();
});
