// Every refusal of a vendor's that the product translates carries its explanation: for each number of Entra's that is known,
// each refusal of Graph's, and each of the mail servers' the translator's own error is asked what it means.

import { describe, expect, it } from 'vitest';
import type { MailgrantError } from '../errors/error.ts';
import { aadsts } from '../identity/microsoft/aadsts.ts';
import { type Leg, refusalOfAnswer } from '../identity/microsoft/refusal.ts';
import { graphError } from '../mail/graph/refusals.ts';
import { commandRefusal, signInRefusal } from '../mail/imap/refusals.ts';
import { popError, signInError } from '../mail/pop/refusals.ts';
import { replyError, signInReplyError } from '../mail/smtp/refusals.ts';
import { causes } from './causes/index.ts';
import { explainError } from './explain-error.ts';

const first = (error: MailgrantError): string | undefined => explainError(error, 'en')?.causes[0]?.id;
const host = 'outlook.office365.com';

describe('a refusal of Entra by number', () => {
  const context = {
    clientId: 'c',
    tenant: 'common',
    resource: 'exchange',
    scopes: ['https://outlook.office.com/IMAP.AccessAsUser.All'],
  };
  const legs: readonly Leg[] = ['refresh', 'code', 'device', 'app'];
  const numbers = [...aadsts.keys()];

  it.each(numbers)('AADSTS%i is explained by a cause that knows the number', (number) => {
    const knowing = causes
      .filter(({ symptoms }) =>
        symptoms.some(
          (symptom) => symptom.on === 'oauth-error' && listed(symptom.where?.numbers).includes(number),
        ),
      )
      .map(({ id }) => id);
    expect(knowing, 'no cause knows it').not.toEqual([]);
    const found = legs.map((leg) => first(refused(number, leg, context)));
    expect(found).toEqual(
      found.map((id) => (knowing.includes(id ?? '') ? id : `one of ${knowing.join(', ')}`)),
    );
  });
});

function refused(
  number: number,
  leg: Leg,
  context: Omit<Parameters<typeof refusalOfAnswer>[1], 'leg'>,
): MailgrantError {
  const body = JSON.stringify({
    error: 'invalid_grant',
    error_description: `AADSTS${number}: What it says.`,
    error_codes: [number],
  });
  const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const headers = new Headers({ 'content-type': 'application/json' });
  return refusalOfAnswer(
    { url, status: 400, headers, body, sentAtMs: 0, receivedAtMs: 0 },
    { ...context, leg },
  );
}

function listed(wanted: number | readonly number[] | undefined | readonly (readonly number[])[]): number[] {
  return [wanted ?? []].flat(2);
}

describe('a refusal of Graph', () => {
  it.each([
    [
      401,
      'InvalidAuthenticationToken',
      'Access token validation failure. Invalid audience.',
      'exchange-token-at-graph',
    ],
    [
      401,
      'InvalidAuthenticationToken',
      'Lifetime validation failed, the token is expired.',
      'graph-token-expired',
    ],
    [
      401,
      'InvalidAuthenticationToken',
      'CompactToken parsing failed with error code: 80049217',
      'graph-token-malformed',
    ],
    [403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.', 'graph-access-denied'],
    [
      404,
      'MailboxNotEnabledForRESTAPI',
      'REST API is not yet supported for this mailbox.',
      'mailbox-not-enabled-for-rest',
    ],
    [404, 'ErrorInvalidUser', "The requested user 'x' is invalid.", 'graph-user-not-found'],
    [429, 'TooManyRequests', 'Too many requests', 'graph-throttled'],
    [
      429,
      'ApplicationThrottled',
      'Application is over its MailboxConcurrency limit.',
      'graph-mailbox-concurrency',
    ],
    [503, 'serviceNotAvailable', 'Service unavailable', 'graph-unavailable'],
    [400, 'ErrorInvalidIdMalformed', 'Id is malformed.', 'graph-id-malformed'],
  ])('%i %s: %s', (status, code, message, cause) => {
    const body = { error: { code, message } };
    const situation = { account: 'anna', doing: 'listing', headers: new Headers(), scopes: [], nowMs: 0 };
    const error = graphError({ ...situation, status, body });
    expect(error && first(error)).toBe(cause);
  });
});

describe('a refusal of a mail server', () => {
  const imap = { host, port: 993, account: 'anna', mailbox: 'anna@contoso.example', doing: 'the sign-in' };
  const exchange = {
    'token.audience': 'exchange',
    'token.state': 'valid',
    'token.permits': 'yes',
    provider: 'microsoft',
    'account.type': 'work',
  };
  const smtp = {
    host,
    port: 587,
    account: 'anna',
    sender: 'anna@contoso.example',
    recipients: ['ben@contoso.example'],
  };
  const pop = { account: 'anna', server: { host, port: 995, security: 'tls' } } as const;

  it.each([
    [
      'IMAP sign-in',
      signInRefusal({ status: 'NO', text: 'AUTHENTICATE failed.' }, imap),
      'graph',
      'graph-token-at-mail-server',
    ],
    [
      'IMAP not connected',
      commandRefusal({ status: 'BAD', text: 'User is authenticated but not connected.' }, imap),
      'exchange',
      'imap-off-for-mailbox',
    ],
    [
      'IMAP throttled',
      commandRefusal(
        { status: 'BAD', text: 'Request is throttled. Suggested Backoff Time: 9000 milliseconds' },
        imap,
      ),
      'exchange',
      'imap-throttled',
    ],
    [
      'POP sign-in',
      signInError(pop, 'anna@contoso.example', {
        kind: 'error',
        text: 'Authentication failure: unknown user name or bad password.',
      }),
      'exchange',
      'pop-off-for-mailbox',
    ],
    [
      'POP state',
      popError(pop, 'STAT', 'Command is not valid in this state.'),
      'exchange',
      'pop-off-for-mailbox',
    ],
    [
      'SMTP off',
      signInReplyError(
        {
          code: 535,
          text: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
        },
        smtp,
      ),
      'exchange',
      'smtp-auth-off-for-tenant',
    ],
    [
      'SMTP busy',
      replyError({ code: 451, text: '451 4.7.500 Server busy. Please try again later.' }, 'MAIL FROM', smtp),
      'exchange',
      'smtp-server-busy',
    ],
    [
      'SMTP SendAs',
      replyError(
        {
          code: 554,
          text: '554 5.2.252 SendAsDenied; anna@contoso.example not allowed to send as ben@contoso.example',
        },
        'DATA',
        smtp,
      ),
      'exchange',
      'send-as-denied',
    ],
    [
      'SMTP full',
      replyError(
        { code: 554, text: '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException' },
        'DATA',
        smtp,
      ),
      'exchange',
      'own-mailbox-full',
    ],
  ] as const)('%s', (_, error, audience, cause) => {
    expect(first(error.know({ ...exchange, 'token.audience': audience }))).toBe(cause);
  });
});
