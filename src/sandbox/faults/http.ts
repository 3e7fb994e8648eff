// How a fault looks on an HTTP connection: an answer in the service's place, an answer that comes late or stops in the
// middle, or none at all. Which request it strikes is faults.ts's to say.

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import { type FaultPlan, isConnectionKind, type PlannedFault } from './plan.ts';

export interface FaultContext {
  readonly url: URL;
  readonly outgoing: ServerResponse;
  readonly clock: Clock;
  /** Settles when the sandbox closes. */
  readonly closing: AbortSignal;
  /** The service's own answer, for faults that do something to it. */
  answer(): Response | Promise<Response>;
}

/** The answer that `fault` makes of this request. `wrong-audience` is acted out by the token endpoint. */
export async function strikeHttp(fault: PlannedFault, context: FaultContext): Promise<Response> {
  const { outgoing } = context;
  const { kind } = fault;
  if (!isConnectionKind(kind)) return instead(fault, context.url);
  switch (kind) {
    case 'delay':
      await pause(context, fault.delayMs ?? 0);
      return outgoing.destroyed ? RESPONSE_ALREADY_SENT : context.answer();
    case 'cut':
      return cut(await context.answer(), fault.bytes ?? 0, outgoing);
    case 'hang':
      await pause(context, undefined);
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'drop':
      outgoing.socket?.end();
      return RESPONSE_ALREADY_SENT;
    case 'reset':
      reset(outgoing.socket);
      return RESPONSE_ALREADY_SENT;
  }
}

/** With a RST where the connection is plain; inside TLS an end without close_notify, which clients take for the same. */
function reset(socket: Socket | null): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** Until `ms` have passed by the sandbox's clock, the client gives up, or the sandbox closes. */
function pause({ outgoing, clock, closing }: FaultContext, ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = ms === undefined ? undefined : clock.after(ms, done, { background: true });
    function done(): void {
      timer?.cancel();
      outgoing.off('close', done);
      closing.removeEventListener('abort', done);
      resolve();
    }
    outgoing.once('close', done);
    closing.addEventListener('abort', done, { once: true });
  });
}

/** The whole head, with the length of the whole body, and then only its first bytes. */
async function cut(response: Response, bytes: number, outgoing: ServerResponse): Promise<Response> {
  if (response.headers.has('x-hono-already-sent')) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].filter(([name]) => name !== 'transfer-encoding').flat();
  outgoing.writeHead(response.status, [...headers, 'content-length', String(body.length)]);
  await new Promise<void>((resolve) => {
    outgoing.once('close', resolve);
    outgoing.write(body.subarray(0, bytes), () => outgoing.socket?.destroy());
  });
  return RESPONSE_ALREADY_SENT;
}

const gatewayTexts: Readonly<Record<string, readonly [number, string]>> = {
  'http-500': [500, 'The page cannot be displayed because an internal server error has occurred.'],
  'http-502': [502, 'Bad Gateway'],
  'http-503': [503, "Our services aren't available right now"],
  'http-504': [504, 'Gateway Timeout'],
};

function instead(fault: PlannedFault, url: URL): Response {
  const retryAfter: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  const gateway = gatewayTexts[fault.kind];
  if (gateway) {
    const [status, text] = gateway;
    return new Response(`<html><body><h2>${text}</h2></body></html>`, {
      status,
      headers: { 'content-type': 'text/html', ...retryAfter },
    });
  }
  if (fault.kind === 'http-429') {
    return Response.json(throttled(fault), { status: 429, headers: retryAfter });
  }
  if (fault.kind === 'redirect-loop') {
    const next = new URL(url);
    next.searchParams.set('loop', String(Number(next.searchParams.get('loop') ?? '0') + 1));
    return new Response(null, { status: 302, headers: { location: next.href } });
  }
  if (fault.kind === 'html') {
    return new Response(
      '<!DOCTYPE html><html><head><title>Guest network</title></head><body><form><h1>Welcome! Please accept the terms of use.</h1></form></body></html>',
      { headers: { 'content-type': 'text/html; charset=utf-8' } },
    );
  }
  invariant(fault.kind === 'half-json', 'every kind of fault has its place');
  return new Response('{"token_type":"Bearer","scope":"https://outlook.office.com/IMAP.Acc', {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

function throttled({ where }: FaultPlan): object {
  if (where === 'graph') {
    return { error: { code: 'TooManyRequests', message: 'Too many requests, retry later.', innerError: {} } };
  }
  return { error: 'temporarily_unavailable', error_description: 'Too many requests, retry later.' };
}
