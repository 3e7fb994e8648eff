import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MailgrantError } from '../../src/errors/error.ts';
import { aadsts } from '../../src/identity/microsoft/aadsts.ts';
import { type Leg, refusalOfAnswer, refusalOfCallback } from '../../src/identity/microsoft/refusal.ts';
import { clientId } from './fake-entra.ts';

const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
const context = (leg: Leg) => ({ leg, clientId, tenant: 'common', resource: 'exchange', scopes: ['s'] });

function refuse(
  body: unknown,
  options: { leg?: Leg; status?: number; headers?: Record<string, string> } = {},
): MailgrantError {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', ...options.headers });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const atMs = Date.UTC(2026, 10, 1);
  return refusalOfAnswer(
    { url, status: options.status ?? 400, headers, body: text, sentAtMs: atMs, receivedAtMs: atMs },
    context(options.leg ?? 'refresh'),
  );
}

/** A refusal as Entra shapes it. */
const entra = (error: string, number: number, said: string, more: object = {}) => ({
  error,
  error_description: `AADSTS${number}: ${said}\r\nTrace ID: 47a23f57-0000\r\nCorrelation ID: 9be1-0000\r\nTimestamp: 2021-10-29 17:16:31Z`,
  error_codes: [number],
  timestamp: '2021-10-29 17:16:31Z',
  trace_id: '47a23f57-0000',
  correlation_id: '9be1-0000',
  ...more,
});

describe('refusals that kill the grant, and those that do not', () => {
  it.each([
    // A complete answer recorded by the Azure SDK's tests (2021-10).
    [
      entra(
        'invalid_grant',
        50173,
        'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
        { suberror: 'bad_token' },
      ),
      'grant-revoked',
      'signIn',
      true,
    ],
    [
      entra('invalid_grant', 700082, 'The refresh token has expired due to inactivity.'),
      'grant-expired',
      'signIn',
      true,
    ],
    [
      entra('invalid_grant', 70008, 'The refresh token has expired due to inactivity.'),
      'grant-expired',
      'signIn',
      true,
    ],
    [
      entra('invalid_grant', 700084, 'The refresh token was issued to a single page app (SPA).'),
      'grant-expired',
      'signIn',
      true,
    ],
    [
      entra('invalid_grant', 65001, 'The user or administrator has not consented.', {
        suberror: 'consent_required',
      }),
      'consent-missing-for-resource',
      'signIn',
      false,
    ],
    [
      entra('invalid_grant', 50076, 'You must use multi-factor authentication.', {
        suberror: 'basic_action',
      }),
      'mfa-needed',
      'signIn',
      false,
    ],
    [
      entra('interaction_required', 50076, 'You must use multi-factor authentication.', {
        claims: '{"access_token":{}}',
      }),
      'mfa-needed',
      'signIn',
      false,
    ],
    [
      entra('interaction_required', 53003, 'Access has been blocked.', { suberror: 'message_only' }),
      'blocked-by-policy',
      'never',
      false,
    ],
    [
      entra('invalid_client', 7000222, 'The provided client secret keys are expired.'),
      'client-secret-expired',
      'never',
      false,
    ],
    [
      entra('invalid_client', 7000215, 'Invalid client secret provided.'),
      'client-secret-wrong',
      'never',
      false,
    ],
    [entra('unauthorized_client', 700016, 'Application not found.'), 'app-not-found', 'never', false],
    [entra('invalid_tenant', 90002, "Tenant 'x' not found."), 'tenant-not-found', 'never', false],
    [
      entra('invalid_request', 28000, 'scope is not valid because it contains more than one resource.'),
      'scope-two-resources',
      'never',
      false,
    ],
    [
      entra('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
      'grant-malformed',
      'signIn',
      false,
    ],
    [
      entra('temporarily_unavailable', 90033, 'A transient error has occurred.'),
      'entra-unavailable',
      'later',
      false,
    ],
  ])('%j', (body, code, retry, deadGrant) => {
    expect(refuse(body)).toMatchObject({ code, retry, details: { deadGrant, traceId: '47a23f57-0000' } });
  });

  it.each([
    ['two numbers', 400, 'temporarily_unavailable', [50173, 90033]],
    ['a status of 503', 503, 'invalid_grant', [50173]],
  ])('a service in trouble kills no grant: %s', (_, status, error, numbers) => {
    const body = entra(error, 50173, 'The provided grant has expired.', { error_codes: numbers });
    expect(refuse(body, { status, headers: { 'retry-after': '9' } })).toMatchObject({
      code: 'entra-unavailable',
      retry: 'later',
      retryAfterMs: 9_000,
      details: { deadGrant: false, aadsts: numbers },
    });
  });

  it('a claims challenge is kept whole', () => {
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}';
    expect(refuse(entra('interaction_required', 50079, 'x', { claims })).details['claims']).toBe(claims);
  });

  it('what is said of a refresh token at a refresh is said of the code at a redemption', () => {
    const late = entra('invalid_grant', 70008, 'The provided authorization code has expired.');
    expect(refuse(late, { leg: 'code' })).toMatchObject({
      code: 'code-expired',
      details: { deadGrant: false },
    });
  });

  it('the suberror wins over a number about something else', () => {
    const deleted = entra('invalid_grant', 50034, 'The user account does not exist.', {
      suberror: 'bad_token',
    });
    expect(refuse(deleted)).toMatchObject({ code: 'grant-revoked', details: { deadGrant: true } });
  });

  it('a number nobody knows keeps everything that was said', () => {
    expect(refuse(entra('strange_thing', 987654, 'Something new.'))).toMatchObject({
      code: 'entra-refused',
      message: expect.stringContaining('Something new.'),
      details: { aadsts: [987654], error: 'strange_thing', correlationId: '9be1-0000' },
    });
  });
});

describe('number 70000 of personal accounts has three meanings', () => {
  const consent =
    'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.';
  const expired = 'The user could not be authenticated as the grant is expired. The user must sign in again.';
  const damaged = "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.";

  it.each([
    ['consent-missing-for-resource', consent, { deadGrant: false, scope: 'resource' }],
    ['grant-expired', expired, { deadGrant: true, scope: 'grant' }],
    ['grant-malformed', damaged, { deadGrant: false, retryOnce: true }],
  ])('%s, with the number and without any', (code, said, details) => {
    expect(refuse(entra('invalid_grant', 70000, said))).toMatchObject({ code, retry: 'signIn', details });
    const bare = { error: 'invalid_grant', error_description: said };
    expect(refuse(bare)).toMatchObject({ code, retry: 'signIn', details });
  });
});

describe('whatever the bytes are', () => {
  it('trace ids are found after a line break or a single space', () => {
    const error_description =
      'AADSTS65001: No consent. Trace ID: aaaa-1 Correlation ID: bbbb-2 Timestamp: 2025-01-02 03:04:05Z';
    expect(refuse({ error: 'invalid_grant', error_description }).details).toMatchObject({
      aadsts: [65001],
      traceId: 'aaaa-1',
      correlationId: 'bbbb-2',
      timestamp: '2025-01-02 03:04:05Z',
      deadGrant: false,
    });
  });

  it('the answer is an error of ours, and never a throw', () => {
    const status = fc.integer({ min: 400, max: 599 });
    const leg = fc.constantFrom<Leg>('code', 'refresh', 'device', 'app', 'metadata');
    const type = fc.constantFrom('application/json', 'text/html', '');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), status, leg, type, (body, code, at, contentType) => {
        const error = refuse(body, { status: code, leg: at, headers: { 'content-type': contentType } });
        expect(error).toBeInstanceOf(MailgrantError);
        expect(error.message).not.toMatch(/\{\w+\}/);
      }),
      { numRuns: 500 },
    );
  });

  it('nor for an object with the right names and the wrong things in them', () => {
    const anything = fc.anything({ withBigInt: false });
    const body = fc.record({
      error: fc.string(),
      suberror: anything,
      error_codes: anything,
      claims: anything,
    });
    fc.assert(fc.property(body, (value) => refuse(value) instanceof MailgrantError));
    const unconvertible = { error: 'invalid_grant', error_codes: [[{ toString: null }]] };
    expect(refuse(unconvertible)).toBeInstanceOf(MailgrantError);
    fc.assert(
      fc.property(fc.string(), fc.string(), (error, error_description) => {
        const back = new URL(
          `http://localhost/?${new URLSearchParams({ error, error_description }).toString()}`,
        );
        return refusalOfCallback(back, 'login.example', context('authorize')) instanceof MailgrantError;
      }),
    );
  });

  it('every number of the table makes an error that is filled to the last slot', () => {
    for (const number of aadsts.keys()) {
      const error = refuse(entra('invalid_request', number, 'x'));
      expect(`${error.message} ${error.hint}`).not.toMatch(/\{\w+\}/);
    }
    expect(aadsts.size).toBeGreaterThan(150);
  });
});
