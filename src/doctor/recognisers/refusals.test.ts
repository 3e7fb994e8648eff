// Refusals of identity servers and of Graph, in the shapes in which people bring them.

import { describe, expect, it } from 'vitest';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const trace = '47a23f57-0000-4000-8000-000000000001';

function fields(text: string, kind: string): object[] {
  return recognise(text, nowMs)
    .filter((one) => one.kind === kind)
    .map(({ place: _, kind: __, ...rest }) => rest);
}

const answer = {
  error: 'invalid_grant',
  error_description: `AADSTS65001: The user or administrator has not consented to use the application with ID 'x' named 'y'. Send an interactive authorization request for this user and resource.\r\nTrace ID: ${trace}\r\nCorrelation ID: ${trace}\r\nTimestamp: 2026-05-06 08:08:48Z`,
  error_codes: [65001],
  trace_id: trace,
  correlation_id: trace,
  timestamp: '2026-05-06 08:08:48Z',
  suberror: 'consent_required',
};
const json = JSON.stringify(answer);
const withoutLines = json.replaceAll('\\r\\n', ' ');
const python = `{'error': 'invalid_grant', 'error_description': "${answer.error_description.replaceAll('\r\n', '\\r\\n')}", 'error_codes': [65001], 'suberror': 'consent_required'}`;

describe('an answer of Entra ID is one piece of evidence', () => {
  it.each([
    ['alone', json],
    ['on many lines', JSON.stringify(answer, null, 2)],
    ['with ids after single spaces', withoutLines],
    ['inside of another JSON', JSON.stringify({ level: 'error', response: { status: 400, data: answer } })],
    ['inside of a string of another JSON', JSON.stringify({ message: json })],
    ['inside of a string inside of a string', JSON.stringify({ message: JSON.stringify({ body: json }) })],
    ['behind words', `HTTP 400 Bad Request: ${json}\n    at Client.request (client.js:10:5)`],
    [
      'escaped in a log',
      `level=error body="${json.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}" took=1s`,
    ],
    ['behind a brace that never closes', `starting {\n${json}`],
    ['behind an odd quotation mark in an open brace', `{ it's "odd\n${json}`],
    ['as Python prints it', python],
    [
      'as Node prints it',
      `data: {\n  error: 'invalid_grant',\n  error_description: 'AADSTS65001: The user or administrator has not consented to use the application.',\n  error_codes: [ 65001 ],\n  suberror: 'consent_required'\n}`,
    ],
    [
      'as Ruby prints it',
      '{"error"=>"invalid_grant", "error_description"=>"AADSTS65001: The user or administrator has not consented.", "error_codes"=>[65001], "suberror"=>"consent_required"}',
    ],
  ])('%s', (_, text) => {
    const found = fields(text, 'oauth-error');
    expect(found).toEqual([
      expect.objectContaining({
        numbers: [65001],
        error: 'invalid_grant',
        suberror: 'consent_required',
        server: 'microsoft',
        endpoint: 'token',
        text: expect.stringMatching(/^The user or administrator has not consented[^\\]*$/),
      }),
    ]);
  });

  it('keeps what support asks for', () => {
    for (const text of [json, withoutLines])
      expect(fields(text, 'oauth-error')).toEqual([
        expect.objectContaining({ traceId: trace, correlationId: trace, timestamp: '2026-05-06 08:08:48Z' }),
      ]);
  });
});

describe('other refusals of identity servers', () => {
  it.each<[string, string, object]>([
    [
      'a redirect',
      `http://localhost:8080/cb?error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent+to+access+the+app.%0d%0aTrace+ID%3a+${trace}&state=abc`,
      {
        numbers: [65004],
        error: 'access_denied',
        endpoint: 'authorize',
        traceId: trace,
        text: 'User declined to consent to access the app.',
      },
    ],
    [
      'a fragment',
      'https://app.example/cb#error=interaction_required&error_description=AADSTS50076%3A%20Due%20to%20a%20configuration%20change&state=1',
      {
        numbers: [50076],
        error: 'interaction_required',
        endpoint: 'authorize',
      },
    ],
    [
      'a redirect in a log',
      '"GET /cb?error=invalid_scope&error_description=The+provided+resource+value+for+the+input+parameter+%27scope%27+is+not+valid.&state=x HTTP/1.1" 200',
      {
        numbers: [],
        error: 'invalid_scope',
        server: 'microsoft',
        text: "The provided resource value for the input parameter 'scope' is not valid.",
      },
    ],
    [
      'a redirect out of a page',
      'https://app.example/?state=1&amp;error=access_denied&amp;error_description=The+user+denied',
      { error: 'access_denied' },
    ],
    ['a number', 'AADSTS7000215', { numbers: [7000215], server: 'microsoft' }],
    ['a number in words', 'we get AADSTS error AADSTS 50011: reply url wrong', { numbers: [50011] }],
    ['a link to a number', 'https://login.microsoftonline.com/error?code=50173', { numbers: [50173] }],
    ['a number of a sign-in log', 'Sign-in error code: 53003', { numbers: [53003] }],
    [
      'a page',
      'You can’t sign in here with a personal account. Use your work or school account instead.',
      { error: '', endpoint: 'authorize' },
    ],
    [
      'a page that wants an administrator',
      'Need admin approval',
      { endpoint: 'authorize', text: 'Need admin approval' },
    ],
    [
      'a page for personal accounts',
      'unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application',
      { error: 'unauthorized_client' },
    ],
    [
      'a scope that consumers lack',
      "The scope 'https://outlook.office.com/EWS.AccessAsUser.All' is not configured for this tenant.",
      { error: 'invalid_scope' },
    ],
    [
      'a device that waits',
      '{"error":"authorization_pending","error_description":"AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling."}',
      {
        error: 'authorization_pending',
        endpoint: 'device',
        numbers: [70016],
      },
    ],
    [
      'Google',
      '{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}',
      { error: 'invalid_grant', server: 'google' },
    ],
    [
      "Google's page",
      'Error 400: redirect_uri_mismatch',
      { error: 'redirect_uri_mismatch', server: 'google' },
    ],
    [
      'Yahoo',
      '{"error":{"localizedMessage":"client request is not acceptable","errorId":"INVALID_GRANT","message":"Invalid refresh token"}}',
      { error: 'INVALID_GRANT', server: 'yahoo' },
    ],
    [
      'MSAL',
      'invalid_grant: Error(s): 65001 - Timestamp: 2026-01-01 - Description: AADSTS65001: The user or administrator has not consented. Trace ID: x',
      { numbers: [65001] },
    ],
  ])('%s', (_, text, expected) => {
    expect(fields(text, 'oauth-error')).toContainEqual(expect.objectContaining(expected));
  });
});

describe('Graph', () => {
  const error = {
    error: {
      code: 'InvalidAuthenticationToken',
      message: 'Access token validation failure. Invalid audience.',
      innerError: { date: '2026-05-06T08:08:48', 'request-id': trace, 'client-request-id': trace },
    },
  };
  it.each<[string, string, object]>([
    [
      'its JSON',
      JSON.stringify(error),
      {
        code: 'InvalidAuthenticationToken',
        text: 'Access token validation failure. Invalid audience.',
        requestId: trace,
      },
    ],
    [
      'its JSON behind its status',
      `HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(error)}`,
      { status: 401, code: 'InvalidAuthenticationToken' },
    ],
    [
      'a batch',
      JSON.stringify({
        responses: [
          {
            id: '1',
            status: 429,
            body: {
              error: {
                code: 'ApplicationThrottled',
                message: 'Application is over its MailboxConcurrency limit.',
                innerError: { code: 'MailboxConcurrency' },
              },
            },
          },
        ],
      }),
      {
        code: 'ApplicationThrottled',
        innerCode: 'MailboxConcurrency',
      },
    ],
    [
      'the SDK of .NET',
      'Microsoft.Graph.ServiceException: Code: ErrorItemNotFound\nMessage: The specified object was not found in the store.',
      { code: 'ErrorItemNotFound' },
    ],
    [
      'the SDK of JavaScript',
      '{"statusCode":403,"code":"ErrorAccessDenied","requestId":"x","message":"Access is denied."}',
      { status: 403, code: 'ErrorAccessDenied' },
    ],
    [
      'requests of Python',
      "HTTPError: 404 Client Error: {'error': {'code': 'MailboxNotEnabledForRESTAPI', 'message': 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.'}}",
      { code: 'MailboxNotEnabledForRESTAPI' },
    ],
    [
      'a sentence alone',
      'CompactToken parsing failed with error code: 80049217',
      { code: 'InvalidAuthenticationToken', text: 'CompactToken parsing failed with error code: 80049217' },
    ],
    [
      'a challenge',
      'WWW-Authenticate: Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJh"',
      { challenge: 'insufficient_claims' },
    ],
  ])('%s', (_, text, expected) => {
    expect(fields(text, 'graph-error')).toContainEqual(expect.objectContaining(expected));
  });
});
