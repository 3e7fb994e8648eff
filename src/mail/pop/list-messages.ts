// Headers over POP3, newest first, a page at a time. Between two pages anybody else may use the mailbox; where the session
// is another one afterwards, the names say how to go on.

import { fail } from '../../errors/error.ts';
import type { Listed } from './listing.ts';
import type { Maildrop, Visit } from './maildrop.ts';
import type { PopPlace } from './open.ts';

/** Few enough to be there soon when every header is a question of its own. */
const pageMax = 50;

export interface PopHead {
  /** What `messageSource` and `deleteMessages` take. */
  readonly name: string;
  readonly bytes: number | undefined;
  readonly head: Uint8Array;
}

export interface HeadCache {
  get(name: string): PopHead | undefined;
}

/** @param known - headers that were read before: those with a UIDL need not be asked for again */
export async function* listMessages(
  place: PopPlace,
  maildrop: Maildrop,
  known: HeadCache,
  options: { limit?: number | undefined; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<PopHead, void> {
  const { limit = Number.POSITIVE_INFINITY, signal } = options;
  if (limit <= 0) return;
  const listed = await maildrop.visit({ fresh: true, signal }, async ({ listing }) => {
    return { of: listing, all: [...(await listing.all(signal))].reverse() };
  });
  const wanted = limit < listed.all.length ? listed.all.slice(0, limit) : listed.all;
  for (let from = 0; from < wanted.length; from += pageMax) {
    const page = wanted.slice(from, from + pageMax);
    yield* await maildrop.visit({ signal }, async (visit) => {
      const there = visit.listing === listed.of ? page : await inThis(place, visit, page, signal);
      return heads(visit, there, known, signal);
    });
  }
}

async function heads(
  { session, listing }: Visit,
  page: readonly Listed[],
  known: HeadCache,
  signal: AbortSignal | undefined,
): Promise<readonly PopHead[]> {
  const found = new Map<number, PopHead>();
  const byNumber = new Map<number, Listed>();
  for (const one of page) {
    const before = one.uid === undefined ? undefined : known.get(one.uid);
    if (before) found.set(one.number, before);
    else byNumber.set(one.number, one);
  }
  for await (const { number, head } of session.heads([...byNumber.keys()], signal)) {
    const one = byNumber.get(number);
    if (one && head) found.set(number, { name: listing.nameOf(one, head), bytes: one.bytes, head });
  }
  return page.flatMap(({ number }) => found.get(number) ?? []);
}

/** The same messages with the numbers of another session. One that is gone is left out. */
async function inThis(
  place: PopPlace,
  { listing }: Visit,
  page: readonly Listed[],
  signal: AbortSignal | undefined,
): Promise<readonly Listed[]> {
  const now = await listing.all(signal);
  const byUid = new Map(now.flatMap((one) => (one.uid === undefined ? [] : [[one.uid, one] as const])));
  const byNumber = new Map(now.map((one) => [one.number, one]));
  return page.flatMap((one) => {
    if (one.uid !== undefined) return byUid.get(one.uid) ?? [];
    // Without a name there is the place, as long as nothing before it has gone: then sizes would not fit.
    const same = byNumber.get(one.number);
    if (same && same.uid === undefined && same.bytes === one.bytes) return same;
    const answer = 'and what it lists now is not what it listed before';
    throw fail('mail-connection-lost', { host: place.server.host, doing: 'the list', answer });
  });
}
