// What is in a maildrop, and by what name a message is found again in another session: its UIDL, which RFC 1939 does not
// require of a server, or a digest of its header where there is none or two share one.

import { createHash } from 'node:crypto';
import type { PopSession } from './session.ts';

export interface Listed {
  /** Within this session. */
  readonly number: number;
  /** Undefined where the server gives none, or the same to several. */
  readonly uid: string | undefined;
  readonly bytes: number | undefined;
}

export class Listing {
  readonly #session: PopSession;
  #all: Promise<readonly Listed[]> | undefined;
  /** Names of those without a UIDL of their own, by number. */
  readonly #digests = new Map<number, string>();

  constructor(session: PopSession) {
    this.#session = session;
  }

  /** In the order of the server, which is that of arrival. Asked for once a session. */
  all(signal?: AbortSignal): Promise<readonly Listed[]> {
    this.#all ??= this.#load(signal);
    return this.#all;
  }

  /** A name that stays the same in the next session. @param head - as `TOP n 0` gives it */
  nameOf({ number, uid }: Listed, head: Uint8Array): string {
    if (uid !== undefined) return uid;
    const known = this.#digests.get(number);
    if (known !== undefined) return known;
    // No UIDL begins with a space (RFC 1939 section 7), so no digest is ever taken for one.
    const name = ` ${createHash('sha256').update(head).digest('hex')}`;
    this.#digests.set(number, name);
    return name;
  }

  /** The numbers of these names; a name that is given twice means two messages. Undefined for what is not there. */
  async numbersOf(
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyArray<Listed | undefined>> {
    const free = await this.#byName(
      names.some((name) => name.startsWith(' ')),
      signal,
    );
    return names.map((name) => free.get(name)?.shift());
  }

  /** How many messages have each of these names. */
  async count(names: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const there = await this.#byName(
      names.some((name) => name.startsWith(' ')),
      signal,
    );
    return new Map(names.map((name) => [name, there.get(name)?.length ?? 0]));
  }

  /** Newest first, as everything here is listed. */
  async #byName(digests: boolean, signal: AbortSignal | undefined): Promise<Map<string, Listed[]>> {
    const listed = [...(await this.all(signal))].reverse();
    const byName = new Map<string, Listed[]>();
    const put = (name: string, one: Listed): void => {
      const group = byName.get(name);
      if (group) group.push(one);
      else byName.set(name, [one]);
    };
    const nameless = listed.filter(({ uid }) => uid === undefined);
    const byNumber = new Map(nameless.map((one) => [one.number, one]));
    for (const one of listed) if (one.uid !== undefined) put(one.uid, one);
    if (!digests) return byName;
    for await (const { number, head } of this.#session.heads([...byNumber.keys()], signal)) {
      const one = byNumber.get(number);
      if (one && head) put(this.nameOf(one, head), one);
    }
    return byName;
  }

  async #load(signal: AbortSignal | undefined): Promise<readonly Listed[]> {
    const sizes = await this.#session.list(signal);
    const uids = (await this.#session.uidl(signal)) ?? [];
    const seen = new Map<string, number>();
    for (const { uid } of uids) seen.set(uid, (seen.get(uid) ?? 0) + 1);
    const byNumber = new Map(uids.map(({ number, uid }) => [number, uid]));
    return [...sizes].map(([number, bytes]) => {
      const uid = byNumber.get(number);
      return { number, uid: uid !== undefined && seen.get(uid) === 1 ? uid : undefined, bytes };
    });
  }
}
