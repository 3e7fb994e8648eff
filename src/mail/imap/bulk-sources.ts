// Many messages as they are, for an export: small ones together in one FETCH, which saves a round trip for each; large ones
// by pieces, which saves memory. Two answers are on their way while a third is used, on connections of their own.

import { uidSets } from './command.ts';
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
  /** Exact where the message is in memory already; undefined for one that is read by pieces. */
  readonly bytes: number | undefined;
  readonly source: AsyncIterable<Uint8Array>;
}

/** Together they are what is held in memory: `answersAhead` + 1 of them. */
const answerBytes = 2 * 1024 * 1024;
const answerMessages = 250;
/** One of its own for anything larger. */
const smallBytes = 512 * 1024;
const unknownBytes = 64 * 1024;
const answersAhead = 2;

interface Group {
  readonly items: readonly SizedPlace[];
  readonly large: boolean;
}

/** In the order that was given; what is gone is left out. @throws `mail-message-gone` where a folder was made anew */
export async function* bulkSources(
  pool: ImapPool,
  items: readonly SizedPlace[],
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<BulkSource, void> {
  const { signal } = options;
  const groups = [...grouped(items)];
  const answers: Promise<ReadonlyMap<number, Buffer>>[] = [];
  const ask = (index: number): void => {
    const group = groups[index];
    if (!group) return;
    const answer = group.large ? Promise.resolve(new Map<number, Buffer>()) : fetchGroup(pool, group, signal);
    // A failure is heard when it is this one's turn.
    answer.catch(() => {});
    answers[index] = answer;
  };
  for (let index = 0; index < answersAhead; index += 1) ask(index);
  for (const [index, group] of groups.entries()) {
    ask(index + answersAhead);
    const found = await answers[index];
    delete answers[index];
    for (const { place } of group.items) {
      if (group.large) {
        yield { place, bytes: undefined, source: messageSource(pool, place, { signal }) };
        continue;
      }
      const bytes = found?.get(place.uid);
      if (bytes) yield { place, bytes: bytes.length, source: once(bytes) };
    }
  }
}

function* grouped(items: readonly SizedPlace[]): Generator<Group, void> {
  let group: SizedPlace[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = item.bytes ?? unknownBytes;
    const [first] = group;
    const elsewhere =
      first &&
      (first.place.folder !== item.place.folder || first.place.uidValidity !== item.place.uidValidity);
    const large = size > smallBytes;
    if (
      group.length > 0 &&
      (large || elsewhere || bytes + size > answerBytes || group.length >= answerMessages)
    ) {
      yield { items: group, large: false };
      group = [];
      bytes = 0;
    }
    if (large) {
      yield { items: [item], large: true };
      continue;
    }
    group.push(item);
    bytes += size;
  }
  if (group.length > 0) yield { items: group, large: false };
}

function fetchGroup(
  pool: ImapPool,
  group: Group,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Buffer>> {
  const [first] = group.items;
  if (!first) return Promise.resolve(new Map());
  const { folder, uidValidity } = first.place;
  const uids = group.items.map(({ place }) => place.uid);
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
