// Upload sessions: a large attachment in pieces, to a URL that is its own permission. Pieces come in order; a session
// that nobody finishes ends after a while, and so many at a time are all there are.

import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../base/clock.ts';
import { badRequest, GraphError } from '../error.ts';

/** On Outlook's host, beside Graph: no bearer token here, and one that comes is not looked at. */
export const uploadPrefix = '/api/v2.0/attachmentSessions/';

const lifetimeMs = 3 * 3_600_000;
/** Documented: each piece must be smaller than 4 MB. */
export const pieceBytesMax = 4 * 1024 * 1024;
const sessionsMax = 100;

export interface UploadSession {
  readonly path: string;
  expiresAtMs: number;
  nextExpectedRanges(): string[];
}

interface Open extends UploadSession {
  readonly size: number;
  readonly pieces: Buffer[];
  received: number;
  readonly finish: (bytes: Buffer) => Promise<string>;
}

export class Uploads {
  readonly #clock: Clock;
  readonly #open = new Map<string, Open>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param finish - keeps the whole and says where it is. @throws GraphError 429 */
  open(wish: { size: number; finish: (bytes: Buffer) => Promise<string> }): UploadSession {
    this.#forgetExpired();
    if (this.#open.size >= sessionsMax) {
      throw new GraphError(429, 'TooManyRequests', 'Too many upload sessions are open.', {
        'Retry-After': '60',
      });
    }
    const path = `${uploadPrefix}${randomBytes(32).toString('base64url')}`;
    const session: Open = {
      path,
      ...wish,
      pieces: [],
      received: 0,
      expiresAtMs: this.#clock.now() + lifetimeMs,
      nextExpectedRanges: () => [session.received === 0 ? '0-' : String(session.received)],
    };
    this.#open.set(path, session);
    return session;
  }

  find(path: string): UploadSession {
    return this.#find(path);
  }

  /** Where the whole is once the last piece is there. @throws GraphError 400, 404, 416 */
  async put(path: string, range: string | undefined, bytes: Buffer): Promise<string | undefined> {
    const session = this.#find(path);
    const [, from, to, total] = /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(range ?? '') ?? [];
    if (from === undefined)
      throw badRequest('The Content-Range header is missing or malformed.', 'ErrorInvalidContentRange');
    if (Number(total) !== session.size) {
      throw badRequest(
        `The current upload session is for ${session.size} total bytes, but the current fragment declares a total of ${total}.`,
        'ErrorInvalidContentRange',
      );
    }
    if (Number(to) - Number(from) + 1 !== bytes.length) {
      throw badRequest(
        'The Content-Range header length does not match the provided number of bytes.',
        'ErrorInvalidContentRange',
      );
    }
    if (Number(from) !== session.received || Number(to) >= session.size) {
      throw new GraphError(
        416,
        'ErrorInvalidContentRange',
        `The uploaded fragment is out of order; expected is ${session.nextExpectedRanges().join(', ')}.`,
      );
    }
    session.pieces.push(bytes);
    session.received += bytes.length;
    if (session.received < session.size) return undefined;
    this.#open.delete(path);
    return session.finish(Buffer.concat(session.pieces));
  }

  cancel(path: string): void {
    this.#find(path);
    this.#open.delete(path);
  }

  #find(path: string): Open {
    this.#forgetExpired();
    const session = this.#open.get(path);
    if (session) return session;
    throw new GraphError(404, 'ErrorItemNotFound', 'The upload session was not found or has expired.');
  }

  #forgetExpired(): void {
    const now = this.#clock.now();
    for (const [path, { expiresAtMs }] of this.#open) if (expiresAtMs <= now) this.#open.delete(path);
  }
}
