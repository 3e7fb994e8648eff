// Trouble on order: the next request that fits is answered by a fault instead of by the service. What a fault looks
// like on the wire is decided here; where it may strike is the caller's to say.

import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { invariant } from '../base/invariant.ts';

export type FaultPlace = 'metadata' | 'keys' | 'authorize' | 'token' | 'devicecode' | 'graph';

export type FaultKind =
  | 'http-429'
  | 'http-503'
  /** A page where JSON was due: a proxy's sign-in page. Status 200. */
  | 'html'
  /** JSON that stops in the middle. */
  | 'half-json'
  /** /token only: a token for the other resource, and nothing in the answer that says error. */
  | 'wrong-audience'
  /** No answer, until the client or the sandbox gives up. */
  | 'hang'
  /** The connection breaks without an answer. */
  | 'reset'
  /** A redirect to itself, for ever. */
  | 'redirect-loop';

export interface FaultPlan {
  where: FaultPlace;
  kind: FaultKind;
  /** How many requests it strikes. Default 1; Infinity until cleared. */
  times?: number;
  /** Seconds or a date, verbatim in Retry-After. */
  retryAfter?: number | string;
  /** /token only: strikes this grant type alone, e.g. 'refresh_token'. */
  grantType?: string;
  /** Strikes only requests whose `scope` contains this text. */
  scope?: string;
}

export interface Faults {
  add(plan: FaultPlan): void;
  /** Faults that have not struck as often as planned. */
  pending(): FaultPlan[];
  clear(): void;
  /** The fault for this request, counted as struck. */
  take(where: FaultPlace, request?: { grantType?: string; scope?: string }): FaultPlan | undefined;
}

export function createFaults(): Faults {
  let plans: Array<FaultPlan & { left: number }> = [];
  return {
    add(plan) {
      invariant(
        plan.where === 'token' || (plan.kind !== 'wrong-audience' && plan.grantType === undefined),
        'a wrong audience or a grant type is a matter of the token endpoint',
      );
      plans.push({ ...plan, left: plan.times ?? 1 });
    },
    pending: () =>
      plans.filter((plan) => plan.left > 0).map(({ left, ...plan }) => ({ ...plan, times: left })),
    clear() {
      plans = [];
    },
    take(where, request = {}) {
      const plan = plans.find(
        (one) =>
          one.left > 0 &&
          one.where === where &&
          (one.grantType === undefined || one.grantType === request.grantType) &&
          (one.scope === undefined || (request.scope ?? '').includes(one.scope)),
      );
      if (plan) plan.left -= 1;
      return plan;
    },
  };
}

export interface FaultContext {
  readonly url: URL;
  readonly outgoing: ServerResponse;
  /** Settles when the sandbox closes. */
  readonly closing: AbortSignal;
}

/** The answer that `fault` stands for. `wrong-audience` is not one: the token endpoint acts it out. */
export async function faultResponse(fault: FaultPlan, context: FaultContext): Promise<Response> {
  const retryAfter: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  switch (fault.kind) {
    case 'http-429':
      return Response.json(throttled(fault.where), { status: 429, headers: retryAfter });
    case 'http-503':
      return new Response("<html><body><h2>Our services aren't available right now</h2></body></html>", {
        status: 503,
        headers: { 'content-type': 'text/html', ...retryAfter },
      });
    case 'html':
      return new Response(
        '<!DOCTYPE html><html><head><title>Guest network</title></head><body><form><h1>Welcome! Please accept the terms of use.</h1></form></body></html>',
        { headers: { 'content-type': 'text/html; charset=utf-8' } },
      );
    case 'half-json':
      return new Response('{"token_type":"Bearer","scope":"https://outlook.office.com/IMAP.Acc', {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      });
    case 'hang':
      await new Promise<void>((resolve) => {
        context.outgoing.once('close', resolve);
        context.closing.addEventListener('abort', () => resolve(), { once: true });
      });
      context.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'reset':
      context.outgoing.socket?.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'redirect-loop': {
      const next = new URL(context.url);
      next.searchParams.set('loop', String(Number(next.searchParams.get('loop') ?? '0') + 1));
      return new Response(null, { status: 302, headers: { location: next.href } });
    }
    case 'wrong-audience':
      throw new TypeError('a wrong audience is acted out by the token endpoint');
  }
}

function throttled(where: FaultPlace): object {
  if (where === 'graph') {
    return { error: { code: 'TooManyRequests', message: 'Too many requests, retry later.', innerError: {} } };
  }
  return {
    error: 'temporarily_unavailable',
    error_description: 'AADSTS90055: The tenant has been throttled due to heavy usage.',
    error_codes: [90055],
  };
}
