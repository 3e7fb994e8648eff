// Names of errors that Graph passes on from Exchange: each alone leads to its cause.

import { expect, it } from 'vitest';
import { explain } from '../explain.ts';

it('a user that is none', () => {
  const said =
    "404 Client Error: Not Found for url: https://graph.microsoft.com/v1.0/users/x | Error Message: The requested user 'x' is invalid.";
  expect(explain(said, 0).causes[0]?.cause.id).toBe('graph-user-not-found');
});

it.each([
  'sendMail returns a 405 with application permissions',
  '405 Method Not Allowed at https://graph.microsoft.com/v1.0/users/{id}/messages',
  'Graph answers every call with a 405.',
])('a path that is none: %s', (text) => {
  expect(explain(text, 0).causes[0]?.cause.id).toBe('graph-request-path-wrong');
});

it.each(['at GraphClient (graph.js:405:12)', 'Microsoft.Graph.Core.dll in Request.cs:line 405'])(
  'a line of a program is no status: %s',
  (text) => {
    expect(explain(text, 0).causes).toEqual([]);
  },
);

it('a token that has expired because the secret has', () => {
  const text =
    'Mailer: outlook\ninvalid_client AADSTS7000222: The provided client secret keys for app are expired.\nInvalidAuthenticationToken: Lifetime validation failed, the token is expired.';
  expect(explain(text, 0).causes[0]?.cause.id).toBe('client-secret-expired');
});

it.each<[string, string]>([
  ['ErrorMailboxStoreUnavailable', 'graph-unavailable'],
  ['ErrorMailboxMoveInProgress', 'graph-unavailable'],
  ['MailboxInfoStale', 'graph-unavailable'],
  ['ErrorInternalServerTransientError', 'graph-unavailable'],
  ['ErrorNonExistentMailbox', 'graph-user-not-found'],
  ['ErrorFolderNotFound', 'graph-message-id-changed'],
  ['ErrorSyncFolderNotFound', 'graph-message-id-changed'],
  ['ErrorTooManyObjectsOpened', 'graph-mailbox-concurrency'],
  ['ErrorAttachmentSizeLimitExceeded', 'graph-request-too-large'],
  ['ErrorAccountSuspend', 'outlook-com-wants-a-check'],
  ['ErrorMessageSubmissionBlocked', 'outlook-com-wants-a-check'],
  ['ErrorSubmissionQuotaExceeded', 'daily-recipient-limit'],
  ['ErrorSendQuotaExceeded', 'daily-recipient-limit'],
  ['ErrorMessageTransientError', 'graph-unavailable'],
  ['ErrorInvalidRequest', 'graph-body-wrong'],
  ['ErrorIrresolvableConflict', 'graph-change-conflict'],
])('%s', (code, cause) => {
  const answer = JSON.stringify({ error: { code, message: 'The request failed.' } });
  expect(explain(answer, 0).causes[0]?.cause.id).toBe(cause);
});
