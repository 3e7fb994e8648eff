// One folder, followed for as long as anybody listens: look, tell, wait, look again. What breaks on the way is repaired
// here and nowhere else: the source is thrown away, and its next look finds what was missed.

import { backoffMs } from '../../base/backoff.ts';
import { longWait } from '../../base/long-wait.ts';
import { isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { ReadDoor } from '../doors/door.ts';
import { idOfName } from '../ids/message-ref.ts';
import { summaryOf } from '../locate.ts';
import type { MailboxEvent, WatchStatus } from './events.ts';
import type { FolderState, Version } from './folder-state.ts';
import type { FolderChange, FolderSource, LookOptions } from './source.ts';

/** An event without its cursor, or none: then only what is known has moved on. */
export interface Told {
  readonly folder: string;
  readonly event: Omit<MailboxEvent, 'cursor'> | undefined;
  /** What is known when this event has been told. */
  readonly version: Version;
}

export interface Followed {
  readonly context: MailboxContext;
  readonly door: Pick<ReadDoor, 'service'>;
  /** As `Folder.path`. */
  readonly path: string;
  readonly state: FolderState;
  readonly source: FolderSource;
  /** False: what is there already is nobody's news. */
  readonly tellsFirstLook: boolean;
  readonly onStatus: (status: WatchStatus) => void;
  readonly random: () => number;
}

const retryFirstMs = 400;
const retryMsMax = 60_000;
/** Exchange was seen to refuse for a moment what it takes a minute later ("not connected", "AUTHENTICATE failed."). */
const stubbornTriesMax = 5;

/** Ends when `signal` is aborted. @throws what cannot be repaired, and everything before the first look is complete */
export async function* follow(followed: Followed, signal: AbortSignal): AsyncGenerator<Told, void> {
  const { path, source, onStatus, context } = followed;
  let connected = false;
  let failures = 0;
  let looked = false;
  try {
    while (!signal.aborted) {
      try {
        yield* lookOnce(followed, { tells: looked || followed.tellsFirstLook, signal });
        looked = true;
        failures = 0;
        if (!connected) onStatus({ kind: 'connected', folder: path, way: source.way });
        connected = true;
        await source.wait(signal);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const lost = repairable(error, { failures, looked });
        if (!lost) throw error;
        connected = false;
        await source.reset();
        const inMs = backoffMs(
          failures,
          { firstMs: retryFirstMs, maxMs: retryMsMax, random: followed.random },
          lost.retryAfterMs,
        );
        onStatus({ kind: 'reconnecting', folder: path, reason: lost.message, error: lost, inMs });
        await pause(context, inMs, signal);
      }
    }
  } finally {
    await source.close();
  }
}

/** What one comparison finds. */
export async function* lookOnce(followed: Followed, options: LookOptions): AsyncGenerator<Told, void> {
  const { path, state, source } = followed;
  const { tells } = options;
  for await (const change of source.look(state, options)) {
    const event = tells ? eventOf(followed, change) : undefined;
    applyTo(state, change);
    if (event) yield { folder: path, event, version: state.version() };
  }
  yield { folder: path, event: undefined, version: state.version() };
}

function eventOf(
  { context, door, path, state }: Followed,
  change: FolderChange,
): Omit<MailboxEvent, 'cursor'> | undefined {
  if (change.kind === 'silent') return undefined;
  const atMs = context.world.clock.now();
  if (change.kind === 'deleted') {
    const known = state.get(change.key);
    if (!known) return undefined;
    const id = idOfName(path, known.name, state.twin(change.key, known));
    context.locations.forget(door.service, id);
    return { kind: 'deleted', folder: path, id, message: undefined, atMs };
  }
  const twin = state.twin(change.key, change.known);
  const message = summaryOf(context, door, { folder: path, message: change.message }, twin);
  return { kind: change.kind, folder: path, id: message.id, message, atMs };
}

function applyTo(state: FolderState, change: FolderChange): void {
  if (change.kind === 'silent') state.apply(change.mutation);
  else if (change.kind === 'deleted') state.apply({ kind: 'drop', key: change.key });
  else state.apply({ kind: 'put', key: change.key, known: change.known });
}

/** The failure as one that a new connection may cure; undefined for one that it cannot. */
function repairable(
  error: unknown,
  { failures, looked }: { failures: number; looked: boolean },
): MailgrantError | undefined {
  if (!looked || !isMailgrantError(error)) return undefined;
  if (error.retry === 'later') return error;
  return /^(mail|graph|folder)-/.test(error.code) && failures < stubbornTriesMax ? error : undefined;
}

async function pause(context: MailboxContext, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await longWait(context.world.clock, ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
