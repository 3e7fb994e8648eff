// A large attachment of a draft in pieces (Graph documentation, "Attach large files to Outlook messages"): a session, PUTs of
// multiples of 320 KiB, and after an interruption the question where to go on. The upload URL is a secret of its own: no
// Authorization goes there.

import * as v from 'valibot';
import { backoffMs } from '../../base/backoff.ts';
import { sleep } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { translateNetworkError } from '../../net/fetch.ts';
import { shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';

/** Below 4 MB, and a multiple of 320 KiB. */
const pieceBytes = 10 * 320 * 1024;
const pieceLimitMs = 120_000;
/** In a row, without a byte of progress. */
const triesMax = 6;
const backoff = { firstMs: 1000, maxMs: 30_000, random: Math.random };

export interface LargeAttachment {
  readonly name: string;
  readonly contentType: string | undefined;
  readonly bytes: number;
  readonly cid: string | undefined;
  /** Shown in its place by the HTML that names its `cid`. */
  readonly inline: boolean;
  /** From the first byte, as often as it is asked. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

const sessionShape = v.object({ uploadUrl: v.pipe(v.string(), v.url()) });
const progressShape = v.object({ nextExpectedRanges: v.optional(v.array(v.string())) });

/**
 * 'gone': the session is not there any more. It has done its work and its last answer was lost, or it has expired: the draft
 * knows.
 *
 * @throws `graph-...`, `net-...`; `compose-source-changed` where the file is not as large as it was
 */
export async function uploadAttachment(
  door: GraphDoor,
  message: string,
  attachment: LargeAttachment,
): Promise<'done' | 'gone'> {
  const doing = `uploading ${attachment.name}`;
  const { name, bytes: size, contentType, cid, inline } = attachment;
  const AttachmentItem = {
    attachmentType: 'file',
    name,
    size,
    ...(contentType === undefined ? {} : { contentType }),
    ...(inline ? { isInline: true } : {}),
    ...(cid === undefined ? {} : { contentId: cid }),
  };
  const path = `${message}/attachments/createUploadSession`;
  const answer = await graphRequest(door, { method: 'POST', path, body: { AttachmentItem }, doing });
  const { uploadUrl } = shaped(sessionShape, answer, { door, doing });
  const url = new URL(uploadUrl);
  if (url.protocol !== 'https:') {
    const problem = `the upload shall go to ${url.protocol}`;
    throw fail('graph-answer-not-understood', { host: url.host, doing, status: answer.status, problem });
  }
  let at: number | undefined = 0;
  for (let tries = 0; at !== undefined; ) {
    const before: number = at;
    try {
      at = await pieces(door, url, attachment, { from: at, doing });
    } catch (error) {
      if (isGone(error)) return 'gone';
      tries += 1;
      if (tries >= triesMax || !mayPass(error)) throw error;
      await sleep(door.clock, backoffMs(tries, backoff, waitOf(error)), door.signal);
      const next = await progress(door, url, doing, before);
      if (next === 'gone') return 'gone';
      at = next;
      if (at > before) tries = 0;
    }
  }
  return 'done';
}

/** From `from` to the end. @returns undefined when all of it is there, else where to go on */
async function pieces(
  door: GraphDoor,
  url: URL,
  attachment: LargeAttachment,
  { from, doing }: { from: number; doing: string },
): Promise<number | undefined> {
  let at = from;
  for await (const piece of piecesFrom(attachment, from)) {
    const end = at + piece.length;
    const range = `bytes ${at}-${end - 1}/${attachment.bytes}`;
    const { status, body } = await ask(door, url, { method: 'PUT', piece, range, doing });
    if (status === 201 || (status === 200 && end === attachment.bytes)) return undefined;
    const expected = nextOf(body);
    // Graph has another idea of where we are: it is the one that counts.
    if (expected !== undefined && expected !== end) return expected;
    at = end;
  }
  throw fail('compose-source-changed', { before: attachment.bytes, after: at });
}

/** Asks the session how far it has come. One that expects nothing more has done its work. */
async function progress(door: GraphDoor, url: URL, doing: string, before: number): Promise<number | 'gone'> {
  try {
    const { body } = await ask(door, url, { method: 'GET', doing });
    const read = v.safeParse(progressShape, body);
    if (read.success && read.output.nextExpectedRanges?.length === 0) return 'gone';
    return nextOf(body) ?? before;
  } catch (error) {
    if (isGone(error)) return 'gone';
    if (mayPass(error)) return before;
    throw error;
  }
}

async function ask(
  door: GraphDoor,
  url: URL,
  about: { method: 'PUT' | 'GET'; piece?: Buffer; range?: string; doing: string },
): Promise<{ status: number; body: unknown }> {
  const { method, piece, range, doing } = about;
  const { host } = url;
  try {
    return await withDeadline(
      { clock: door.clock, limitMs: pieceLimitMs, signal: door.signal },
      async (signal) => {
        const response = await door.fetch(url, {
          method,
          ...(piece ? { body: new Uint8Array(piece) } : {}),
          headers:
            range === undefined ? {} : { 'content-range': range, 'content-type': 'application/octet-stream' },
          redirect: 'error',
          signal,
        });
        const text = await response.text();
        const { status } = response;
        if (status >= 200 && status < 300)
          return { status, body: text === '' ? {} : (JSON.parse(text) as unknown) };
        throw refusal(door, response, doing);
      },
    );
  } catch (error) {
    if (isMailgrantError(error)) throw error;
    if (error instanceof DeadlineExceeded) {
      throw fail('graph-timeout', { host, doing, seconds: pieceLimitMs / 1000 }, { cause: error });
    }
    if (error instanceof SyntaxError) {
      throw fail('graph-answer-not-understood', { host, doing, status: 200, problem: 'it is not JSON' });
    }
    throw error instanceof TypeError ? translateNetworkError(error, url.origin) : error;
  }
}

function refusal(door: GraphDoor, response: Response, doing: string): Error {
  const { status } = response;
  const answer = response.statusText || `HTTP ${status}`;
  const { account } = door;
  if (status === 404 || status === 410) return fail('graph-not-found', { account, doing, answer });
  const seconds = Number(response.headers.get('retry-after') ?? '');
  const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
  if (status === 429) {
    return fail('graph-throttled', { account, doing, answer, seconds: seconds || 10 }, { retryAfterMs });
  }
  if (status >= 500) return fail('graph-unavailable', { doing, status, answer }, { retryAfterMs });
  return fail('graph-refused', { doing, status, vendor: 'upload', answer, requestId: 'unknown' });
}

function nextOf(body: unknown): number | undefined {
  const read = v.safeParse(progressShape, body);
  const first = read.success ? read.output.nextExpectedRanges?.[0] : undefined;
  const from = /^(\d+)(?:-\d*)?$/.exec(first ?? '')?.[1];
  return from === undefined ? undefined : Number(from);
}

function mayPass(error: unknown): boolean {
  return isMailgrantError(error) && error.retry === 'later' && error.code !== 'compose-source-changed';
}

function isGone(error: unknown): boolean {
  return isMailgrantError(error) && error.code === 'graph-not-found';
}

function waitOf(error: unknown): number {
  return isMailgrantError(error) ? (error.retryAfterMs ?? 0) : 0;
}

/** Whole pieces from an offset on; what lies before it is read and dropped. */
async function* piecesFrom(attachment: LargeAttachment, from: number): AsyncGenerator<Buffer, void> {
  let skip = from;
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of attachment.content()) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const dropped = Math.min(skip, rest.length);
    skip -= dropped;
    rest = rest.subarray(dropped);
    while (length + rest.length >= pieceBytes) {
      const taken = pieceBytes - length;
      yield Buffer.concat([...kept, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      kept = [];
      length = 0;
    }
    // A stream may use its buffer again; ours is kept until it is full.
    if (rest.length > 0) kept.push(Buffer.from(rest));
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(kept);
}
