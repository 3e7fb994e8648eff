// The verb: several folders of one mailbox, followed by one door, told as one sequence of events with a cursor.

import { heardByMany } from '../../base/heard-by-many.ts';
import type { Service } from '../../base/token-source.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { ReadService } from '../doors/door.ts';
import type { NamedFolder } from '../folders.ts';
import { mayLackFolder } from '../known-folders.ts';
import type { VerbOptions } from '../verb-options.ts';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.ts';
import type { FolderDelta, MailboxEvent, WatchOptions } from './events.ts';
import { FolderState, type Version } from './folder-state.ts';
import { type Followed, follow, lookOnce } from './follow.ts';
import { merge } from './merge.ts';
import type { WatchedFolder } from './source.ts';
import { openSources } from './sources.ts';
import { readState } from './state-file.ts';
import { StateKeeper } from './state-keeper.ts';

/**
 * Ends without an error when `signal` is aborted. An event counts as taken when the next one is asked for: who leaves the
 * loop in the middle of one, or throws there, is told it again by the next watch that goes on from `stateFile`.
 */
export async function* watchFolders(
  context: MailboxContext,
  given: readonly string[],
  options: VerbOptions & WatchOptions,
): AsyncGenerator<MailboxEvent, void> {
  const { events, stateFile } = options;
  const ends = new AbortController();
  // Each folder listens.
  const ending = heardByMany(ends.signal);
  const onAbort = (): void => ends.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) onAbort();
  const since = await resumeFrom(context, options);
  const by = doorOf(context, 'watch', { ...options, since });
  const onStatus = options.onStatus ?? (() => {});
  const watched = await foldersOf(context, by, given, options);
  const sources = await openSources(context, by, watched, { ...options, onStatus });
  const followed = watched.map(({ path }, at): Followed => {
    const snapshot = since?.folders.get(path);
    return {
      context,
      door: { service: by },
      path,
      state: snapshot ? new FolderState(snapshot) : FolderState.empty(by),
      source: sources.of(at),
      tellsFirstLook: snapshot !== undefined,
      onStatus,
      random: Math.random,
    };
  });
  const followers = followed.map((one) => follow(one, ending));
  const known = new Map(followed.map(({ path, state }) => [path, state.version()]));
  const keeper = stateFile === undefined ? undefined : new StateKeeper(stateFile, context.world.clock);
  const mailbox = context.world.address.toLowerCase();
  try {
    for await (const told of merge(followers)) {
      known.set(told.folder, told.version);
      const versions = new Map(known);
      const cursor = (): string => textOf({ mailbox, by, versions });
      if (told.event && (!events || events.includes(told.event.kind))) {
        yield withCursor(told.event, cursor);
      }
      // Asked for the next one: this one was taken.
      await keeper?.keep(cursor, { isEvent: told.event !== undefined });
    }
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    ends.abort(new Error('the watch is over'));
    await Promise.allSettled(followers.map((follower) => follower.return()));
    await sources.close();
    await keeper?.close();
  }
}

/** What has changed in a folder since `given`; without a cursor, everything that is there. Asks once. */
export async function folderDelta(
  context: MailboxContext,
  folder: string,
  given: string | undefined,
  options: VerbOptions & Pick<WatchOptions, 'events' | 'onStatus'>,
): Promise<FolderDelta> {
  const since = given === undefined ? undefined : decodeCursor(given, 'the text');
  if (since) checkOwner(context, since, options.via);
  const by = doorOf(context, 'delta', { ...options, since });
  const onStatus = options.onStatus ?? (() => {});
  const signal = options.signal ?? new AbortController().signal;
  const mailbox = context.world.address.toLowerCase();
  for (let failures = 0; ; failures += 1) {
    const [path, doorFolder] = await context.folder(context.door(by), folder, { signal });
    const watched = { path, folder: doorFolder };
    const snapshot = since?.folders.get(path);
    const state = snapshot ? new FolderState(snapshot) : FolderState.empty(by);
    const sources = await openSources(context, by, [watched], { onStatus });
    const source = sources.of(0);
    const door = { service: by };
    const followed = {
      context,
      door,
      path,
      state,
      source,
      tellsFirstLook: true,
      onStatus,
      random: Math.random,
    };
    try {
      const changes: MailboxEvent[] = [];
      for await (const { event, version } of lookOnce(followed, { tells: true, signal })) {
        if (!event || (options.events && !options.events.includes(event.kind))) continue;
        changes.push(withCursor(event, () => textOf({ mailbox, by, versions: new Map([[path, version]]) })));
      }
      return { changes, cursor: textOf({ mailbox, by, versions: new Map([[path, state.version()]]) }) };
    } catch (error) {
      // A connection that is lost on the way is opened once more, and a folder that is not there any more is looked for once
      // more; whoever asked is there to ask again after that.
      const isLost = isMailgrantError(error) && error.code === 'mail-connection-lost';
      if (failures > 0 || !(isLost || mayLackFolder(error))) throw error;
      if (!isLost) context.forgetFolders();
    } finally {
      await source.close();
      await sources.close();
    }
  }
}

async function resumeFrom(
  context: MailboxContext,
  { since, stateFile, via }: VerbOptions & WatchOptions,
): Promise<Cursor | undefined> {
  const kept = stateFile === undefined ? undefined : await readState(stateFile);
  // A file that is there is newer than whatever the caller has begun with.
  const text = kept ?? since;
  if (text === undefined) return undefined;
  const cursor = decodeCursor(text, kept === undefined ? 'the text' : (stateFile ?? ''));
  checkOwner(context, cursor, via);
  return cursor;
}

function checkOwner(context: MailboxContext, cursor: Cursor, via: Service | undefined): void {
  const { address } = context.world;
  const ours = `${address} by ${via ?? cursor.by}`;
  if (cursor.mailbox === address.toLowerCase() && (via ?? cursor.by) === cursor.by) return;
  throw fail('watch-cursor-elsewhere', { theirs: `${cursor.mailbox} by ${cursor.by}`, ours });
}

/** The door that the cursor belongs to goes on with it; notifications are Graph's. */
function doorOf(
  context: MailboxContext,
  verb: 'watch' | 'delta',
  options: Pick<VerbOptions, 'via'> & Pick<WatchOptions, 'notify'> & { since: Cursor | undefined },
): ReadService {
  const via = options.via ?? options.since?.by ?? (options.notify ? 'graph' : undefined);
  // The routes of these verbs name doors for reading only (routes.ts).
  return context.route(verb, via) as ReadService;
}

async function foldersOf(
  context: MailboxContext,
  by: ReadService,
  given: readonly string[],
  options: VerbOptions,
): Promise<readonly WatchedFolder[]> {
  // A folder may have been made, or made anew, since somebody asked; what is listened to for days has to be the right one.
  context.forgetFolders();
  const { signal } = options;
  const found: NamedFolder[] = [];
  for (const name of given) found.push(await context.folder(context.door(by), name, { signal }));
  return [...new Map(found)].map(([path, folder]) => ({ path, folder }));
}

function textOf(parts: { mailbox: string; by: ReadService; versions: ReadonlyMap<string, Version> }): string {
  const { mailbox, by, versions } = parts;
  const folders = new Map([...versions].map(([path, version]) => [path, version.read()]));
  return encodeCursor({ mailbox, by, folders });
}

/** Made when it is asked for: it is as large as the folders are. */
function withCursor(event: Omit<MailboxEvent, 'cursor'>, cursor: () => string): MailboxEvent {
  return Object.defineProperty({ ...event, cursor: '' }, 'cursor', { get: cursor, enumerable: false });
}
