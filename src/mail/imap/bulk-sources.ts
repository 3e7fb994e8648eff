// Many messages as they are, for an export: small ones together in one FETCH, which saves a round trip for each; large ones
// in blocks, which saves memory. Some answers are on their way while another is used, on connections of their own. docs/adr/0089.

import type { StreamedBody } from './bodies.ts';
import { uidSets } from './command.ts';
import { FetchLines } from './fetch-lines.ts';
import { messageSource } from './message-source.ts';
import { type Batch, type Place, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';

export interface SizedPlace {
  readonly place: Place;
  /** As a list told it; an estimate will do. */
  readonly bytes: number | undefined;
}

export interface BulkSource {
  readonly place: Place;
  /** The reader's until the next one is asked for; undefined for one that is not in memory as a whole. */
  readonly whole: Buffer | undefined;
  readonly source: AsyncIterable<Uint8Array>;
}

/** Together they are what is held in memory: `answersAhead` + 1 of them. */
const answerBytes = 4 * 1024 * 1024;
const answerMessages = 250;
/** What fills an answer by itself. Anything larger is read in blocks. */
const smallBytes = answerBytes;
const unknownBytes = 64 * 1024;
const answersAhead = 2;

interface Group {
  readonly items: readonly SizedPlace[];
  readonly large: boolean;
  /** In another folder than the first one. */
  readonly elsewhere: boolean;
}

/** In the order that was given; what is gone is left out. @throws `mail-message-gone` where a folder was made anew */
export async function* bulkSources(
  pool: ImapPool,
  items: readonly SizedPlace[],
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<BulkSource, void> {
  const { signal } = options;
  const groups = [...grouped(items)];
  const [first] = items;
  // Connections of its own are for an export; what one answer holds needs none.
  const lines = first && groups.length > 1 ? new FetchLines(pool, first.place, signal) : undefined;
  const answers: Promise<Answer>[] = [];
  // Half a gigabyte of buffers that are used once is a second of work for the collector.
  const spare: Buffer[] = [];
  const ask = (index: number): void => {
    const group = groups[index];
    if (!group) return;
    const answer = answerFor(pool, group, { signal, lines: group.elsewhere ? undefined : lines, spare });
    // A failure is heard when it is this one's turn.
    answer.catch(() => {});
    answers[index] = answer;
  };
  try {
    for (let index = 0; index < answersAhead; index += 1) ask(index);
    for (const [index, group] of groups.entries()) {
      ask(index + answersAhead);
      const answer = await answers[index];
      delete answers[index];
      for (const { place } of group.items) {
        if (group.large) {
          yield {
            place,
            whole: undefined,
            source: largeSource(pool, place, { signal, begun: answer?.begun }),
          };
          answer?.begun?.forget();
          continue;
        }
        const whole = answer?.found?.get(place.uid);
        if (whole) yield { place, whole, source: once(whole) };
      }
      if (answer?.room) spare.push(answer.room);
    }
  } finally {
    lines?.close();
  }
}

interface Answer {
  /** Where the messages lie. */
  readonly room?: Buffer;
  readonly found?: ReadonlyMap<number, Buffer>;
  /** A large message, of which the first blocks are here. */
  readonly begun?: StreamedBody | undefined;
}

/** By a line where there is one; what it has not brought, by the way that repairs and knows who is late. */
async function answerFor(
  pool: ImapPool,
  group: Group,
  {
    signal,
    lines,
    spare,
  }: { signal: AbortSignal | undefined; lines: FetchLines | undefined; spare: Buffer[] },
): Promise<Answer> {
  const uids = group.items.map(({ place }) => place.uid);
  if (group.large) return { begun: await lines?.streamed(uids[0] ?? 0) };
  const room = spare.pop() ?? Buffer.allocUnsafeSlow(answerBytes);
  const found = new Map(await lines?.whole(uids, room));
  const late = group.items.filter(({ place }) => !found.has(place.uid));
  if (late.length > 0) {
    for (const [uid, bytes] of await fetchGroup(pool, late, signal)) found.set(uid, bytes);
  }
  return { found, room };
}

/** What a line has begun is gone on with where it has ended, at the next byte. */
async function* largeSource(
  pool: ImapPool,
  place: Place,
  options: { signal: AbortSignal | undefined; begun: StreamedBody | undefined },
): AsyncGenerator<Uint8Array, void> {
  const { signal, begun } = options;
  let fromByte = 0;
  if (begun) {
    const pieces = begun.pieces();
    for (let next = await pieces.next(); ; next = await pieces.next()) {
      if (next.done && next.value) return;
      if (next.done) break;
      fromByte += next.value.length;
      yield next.value;
    }
    signal?.throwIfAborted();
  }
  yield* messageSource(pool, place, { fromByte, signal });
}

function* grouped(items: readonly SizedPlace[]): Generator<Group, void> {
  let group: SizedPlace[] = [];
  let bytes = 0;
  const made = (items: readonly SizedPlace[], large: boolean): Group => {
    const [one] = items;
    return { items, large, elsewhere: !areTogether(one, first) };
  };
  const [first] = items;
  for (const item of items) {
    const size = item.bytes ?? unknownBytes;
    const large = size > smallBytes;
    const full = bytes + size > answerBytes || group.length >= answerMessages;
    if (group.length > 0 && (large || full || !areTogether(group[0], item))) {
      yield made(group, false);
      group = [];
      bytes = 0;
    }
    if (large) {
      yield made([item], true);
      continue;
    }
    group.push(item);
    bytes += size;
  }
  if (group.length > 0) yield made(group, false);
}

function areTogether(one: SizedPlace | undefined, other: SizedPlace | undefined): boolean {
  return one?.place.folder === other?.place.folder && one?.place.uidValidity === other?.place.uidValidity;
}

function fetchGroup(
  pool: ImapPool,
  items: readonly SizedPlace[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Buffer>> {
  const [first] = items;
  if (!first) return Promise.resolve(new Map());
  const { folder, uidValidity } = first.place;
  const uids = items.map(({ place }) => place.uid);
  const batch: Batch = { folder, uidValidity, uids };
  return pool.repeat(
    (session) =>
      session.run(
        `the fetch of ${uids.length} messages`,
        async (client) => {
          await selectPlace(session, client, batch, { readOnly: true, news: false });
          const found = new Map<number, Buffer>();
          const fetch = async (set: string): Promise<void> => {
            for await (const { uid, source } of client.fetch(
              set,
              { uid: true, source: true },
              { uid: true },
            )) {
              if (source) found.set(uid, source);
            }
          };
          for (const set of uidSets(uids)) await fetch(set);
          const late = uids.filter((uid) => !found.has(uid));
          if (late.length > 0) {
            // What has come since the folder was selected is not seen before the server has been spoken to.
            await client.noop();
            for (const set of uidSets(late)) await fetch(set);
          }
          return found;
        },
        { signal },
      ),
    { signal, folder },
  );
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
