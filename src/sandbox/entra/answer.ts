// The shape of Entra's answers: headers, error JSON, and the sentence with the ids that support asks for.

import { randomBytes, randomUUID } from 'node:crypto';
import type { EntraRefusal } from './refusal.ts';
import type { World } from './world.ts';

export interface RequestIds {
  readonly traceId: string;
  readonly correlationId: string;
  /** `2026-11-01 08:08:48Z` */
  readonly timestamp: string;
}

/** `client-request-id`, as header or parameter, becomes the correlation id, as it does there. */
export function requestIds(world: World, clientRequestId: string | null | undefined): RequestIds {
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return {
    traceId: randomUUID(),
    correlationId: clientRequestId && guid.test(clientRequestId) ? clientRequestId : randomUUID(),
    timestamp: new Date(world.clock.now())
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z'),
  };
}

/** Headers of every answer of the token service. */
export function serviceHeaders(ids: RequestIds): Record<string, string> {
  return {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    p3p: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
    'x-ms-request-id': ids.traceId,
    'x-ms-ests-server': '2.1.0 - SANDBOX',
  };
}

export function describe(world: World, refusal: EntraRefusal, ids: RequestIds): string {
  if (refusal.code === undefined) return refusal.text;
  const gap = world.switches.traceStyle === 'lines' ? '\r\n' : ' ';
  return [
    `AADSTS${refusal.code}: ${refusal.text}`,
    `Trace ID: ${ids.traceId}`,
    `Correlation ID: ${ids.correlationId}`,
    `Timestamp: ${ids.timestamp}`,
  ].join(gap);
}

export function refusalBody(world: World, refusal: EntraRefusal, ids: RequestIds): Record<string, unknown> {
  if (refusal.code === undefined) return { error: refusal.error, error_description: refusal.text };
  return {
    error: refusal.error,
    error_description: describe(world, refusal, ids),
    error_codes: [refusal.code],
    timestamp: ids.timestamp,
    trace_id: ids.traceId,
    correlation_id: ids.correlationId,
    error_uri: errorUri(refusal.code),
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  };
}

export function errorUri(code: number): string {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

/** The front end's cookies, which come with every answer of /token and which no program may need. */
function withCookies(response: Response): Response {
  const fpc = `fpc=${randomBytes(18).toString('base64url')}; path=/; secure; HttpOnly; SameSite=None`;
  const others = ['x-ms-gateway-slice=estsfd', 'stsservicecookie=estsfd'];
  for (const cookie of [fpc, ...others.map((one) => `${one}; path=/; secure; HttpOnly`)]) {
    response.headers.append('set-cookie', cookie);
  }
  return response;
}

export function jsonRefusal(
  world: World,
  refusal: EntraRefusal,
  ids: RequestIds,
  extra: Readonly<Record<string, string>> = {},
): Response {
  const headers = {
    ...serviceHeaders(ids),
    'content-type': 'application/json; charset=utf-8',
    'x-ms-clitelem': `1,${refusal.code ?? 0},0,,`,
    ...extra,
  };
  return withCookies(Response.json(refusalBody(world, refusal, ids), { status: refusal.status, headers }));
}

export function jsonAnswer(body: object, ids: RequestIds): Response {
  const headers = {
    ...serviceHeaders(ids),
    'content-type': 'application/json; charset=utf-8',
    'x-ms-clitelem': '1,0,0,,',
  };
  return withCookies(Response.json(body, { headers }));
}
