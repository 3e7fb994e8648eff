// A message's own bytes from Graph (`/messages/{id}/$value`), in pieces and never all at once. The documentation knows no
// ranges for it: after a lost connection it is asked for again from the start, and what has been given is skipped. The
// time limit is for silence, not for the whole: 150 MB over a slow line may take as long as they take.

import { createHash, type Hash } from 'node:crypto';
import { sleep } from '../../base/clock.ts';
import type { AccessToken } from '../../base/token-source.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { withToken } from '../door.ts';
import { type GraphDoor, type GraphRequest, inGraphTime, send, signalOf, urlOf } from './exchange.ts';
import { patiently } from './repeat.ts';
import { connectionFree, processGraphAnswer, readText } from './request.ts';

const silenceMs = 60_000;
/** In a row without one new byte; what moves forward is taken up again as often as it takes. */
const fruitlessMax = 6;
const pauseMs = 500;
const refusalBytesMax = 1024 * 1024;

const interrupted: ReadonlySet<string> = new Set(['net-lost', 'net-timeout', 'net-refused', 'graph-timeout']);

export interface DownloadOptions {
  readonly path: string;
  readonly doing: string;
  /** Bytes that the caller has already. */
  readonly fromByte?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws what `graphRequest` throws; `graph-download-changed` where a second answer is not the first one again */
export async function* graphDownload(
  door: GraphDoor,
  options: DownloadOptions,
): AsyncGenerator<Uint8Array, void> {
  const { doing, fromByte = 0 } = options;
  const signal = signalOf(door, options);
  const request: GraphRequest = { method: 'GET', path: options.path, doing };
  const url = urlOf(door, request);
  const given = { bytes: fromByte, digest: fromByte === 0 ? createHash('sha256') : undefined };
  for (let fruitless = 0; ; ) {
    const before = given.bytes;
    try {
      yield* once(door, { url, request, signal, given });
      return;
    } catch (error) {
      if (!isMailgrantError(error) || !interrupted.has(error.code)) throw error;
      fruitless = given.bytes > before ? 0 : fruitless + 1;
      if (fruitless >= fruitlessMax) throw error;
      door.log?.info('graph.download-again', { account: door.account, code: error.code, bytes: given.bytes });
      await sleep(door.clock, pauseMs * 2 ** fruitless, signal);
    }
  }
}

/** What the caller has: how much, and of what (unknown for bytes that another run of the program has got). */
interface Given {
  bytes: number;
  readonly digest: Hash | undefined;
}

async function* once(
  door: GraphDoor,
  about: { url: URL; request: GraphRequest; signal: AbortSignal | undefined; given: Given },
): AsyncGenerator<Uint8Array, void> {
  const { url, request, signal, given } = about;
  const { doing } = request;
  const body = new AbortController();
  const whole = signal ? AbortSignal.any([signal, body.signal]) : body.signal;
  const limited = <T>(work: () => Promise<T>): Promise<T> =>
    inGraphTime(door, { url, doing, limitMs: silenceMs, signal }, work);
  // A place is held until the last byte is here: Graph counts the request until then.
  const gate = door.limits?.gate('graph');
  const leave = await gate?.enter(signal);
  try {
    const response = await patiently(door, { ...request, signal }, () =>
      withToken({ ...door, signal }, 'graph', async (token) => {
        // Another request may have been told to wait for longer while this one waited.
        await gate?.open(signal);
        return limited(() => head(door, { url, request, token, signal: whole }));
      }),
    );
    const pieces = response.body as AsyncIterable<Uint8Array> | null;
    const reader = pieces?.[Symbol.asyncIterator]();
    let skip = given.bytes;
    const again = given.digest && skip > 0 ? createHash('sha256') : undefined;
    for (;;) {
      const next = reader ? await limited(() => reader.next()) : { done: true as const, value: undefined };
      if (next.done) break;
      const skipped = next.value.subarray(0, skip);
      skip -= skipped.length;
      if (again && skipped.length > 0) {
        again.update(skipped);
        if (skip === 0) checkSame(again, given, { url, doing });
      }
      const fresh = next.value.subarray(skipped.length);
      if (fresh.length === 0) continue;
      given.digest?.update(fresh);
      given.bytes += fresh.length;
      yield fresh;
    }
    if (skip > 0) throw changed(given, { url, doing });
  } finally {
    body.abort();
    await connectionFree();
    leave?.();
  }
}

async function head(
  door: GraphDoor,
  about: { url: URL; request: GraphRequest; token: AccessToken; signal: AbortSignal },
): Promise<Response> {
  const { url, request, token, signal } = about;
  const response = await send(door, request, { url, token, signal, accept: '*/*' });
  if (response.status === 200) return response;
  const text = await readText(response, { host: url.host, bytesMax: refusalBytesMax });
  const { status, headers } = response;
  processGraphAnswer({ door, request, token, status, headers, text });
  const problem = 'it is no message';
  throw fail('graph-answer-not-understood', { host: url.host, doing: request.doing, status, problem });
}

function checkSame(again: Hash, given: Given, about: { url: URL; doing: string }): void {
  if (!again.digest().equals(given.digest?.copy().digest() ?? Buffer.alloc(0))) throw changed(given, about);
}

function changed(given: Given, { url, doing }: { url: URL; doing: string }): Error {
  return fail('graph-download-changed', { host: url.host, doing, bytes: given.bytes });
}
