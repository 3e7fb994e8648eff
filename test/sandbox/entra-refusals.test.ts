// Every number that the sandbox's Entra says no with, each by its real cause through the real endpoints: where it is
// read, status, error, suberror, the text's beginning, and the shape that programs branch on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusals } from '../../src/sandbox/entra/refusals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { TokenReply } from '../kit/entra-client.ts';
import { atPages } from './refusals/at-pages.ts';
import { atToken } from './refusals/at-token.ts';
import { byPolicy } from './refusals/by-policy.ts';
import { ofClients } from './refusals/of-clients.ts';
import { told } from './refusals/row.ts';

const rows = [...atToken, ...ofClients, ...byPolicy, ...atPages];

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

describe('Entra refuses', () => {
  it.each(rows)('$does: AADSTS$code', async (row) => {
    const { where = 'json', error, code, suberror, text } = row;
    const { status = where === 'redirect' ? 302 : 400 } = row;
    const answer = told(await row.act(sandbox));
    expect(answer).toMatchObject({ where, code, error, suberror, status });
    expect(answer.text.slice(0, text.length)).toBe(text);
    if (answer.reply) expectShape(answer.reply, code);
  });
});

it('the table has a row for every number, and a number for every row', () => {
  const known = Object.keys(refusals).map(Number);
  const shown = new Set(rows.map(({ code }) => code));
  expect(known.filter((code) => !shown.has(code))).toEqual([]);
  expect([...shown].filter((code) => !known.includes(code))).toEqual([]);
  expect(shown.size).toBeGreaterThanOrEqual(60);
});

/** As recorded: the fields, their order, and the headers around them. */
function expectShape({ body, headers, text }: TokenReply, code: number): void {
  const optional = ['suberror', 'claims'].filter((name) => name in body);
  expect(Object.keys(body)).toEqual([
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
    ...optional,
  ]);
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  expect(text('trace_id')).toMatch(guid);
  expect(text('correlation_id')).toMatch(guid);
  expect(text('timestamp')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  expect(text('error_uri')).toBe(`https://login.microsoftonline.com/error?code=${code}`);
  expect(text('error_description')).toMatch(
    new RegExp(
      `^AADSTS${code}: .* Trace ID: ${text('trace_id')} Correlation ID: ${text('correlation_id')} Timestamp: ${text('timestamp')}$`,
    ),
  );
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store, no-cache',
    'content-type': 'application/json; charset=utf-8',
    expires: '-1',
    p3p: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
    pragma: 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-clitelem': `1,${code},0,,`,
    'x-ms-request-id': text('trace_id'),
  });
  expect(headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
    'fpc',
    'x-ms-gateway-slice',
    'stsservicecookie',
  ]);
  if (body['claims'] !== undefined) {
    expect(JSON.parse(text('claims'))).toHaveProperty('access_token');
  }
}
