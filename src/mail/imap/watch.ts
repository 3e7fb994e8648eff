// One folder as its server tells of it: which UID stands at which place, with which flags, kept in step with EXISTS,
// EXPUNGE, VANISHED and FETCH as they come by IDLE (RFC 2177) or by NOOP. IDLE names places, which mean nothing to anybody
// else: here they become UIDs. The watch owns the session while it lasts. Rests on RFC 3501 section 7.4.1: no EXPUNGE
// comes while a FETCH by places is answered.

import type {
  ExistsEvent,
  ExpungeEvent,
  FetchMessageObject,
  FetchQueryObject,
  FlagsEvent,
  ImapFlow,
} from 'imapflow';
import { longWait } from '../../base/long-wait.ts';
import { fail } from '../../errors/error.ts';
import { uidSets } from './command.ts';
import { type FetchedSet, Structures, structuresMax } from './fetch-rows.ts';
import { type FolderFate, folderFate } from './folder-fate.ts';
import { uidValidityOf } from './place.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';
import { type WatchedRow, watchedQuery, watchedRow } from './watch-row.ts';

/** What has happened since the last question, by UID. */
export type FolderNews =
  | { readonly kind: 'arrived'; readonly row: WatchedRow }
  | { readonly kind: 'gone'; readonly uid: number }
  | { readonly kind: 'flags'; readonly uid: number };

export interface Surveyed {
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
}

type Notice = { readonly kind: 'expunge' | 'flags'; readonly seq?: number; readonly uid?: number };

/** The server and we disagree on what stands where: only a new survey helps. */
export class OutOfStep extends Error {
  override readonly name = 'OutOfStep';
}

/** Another folder has taken the name of the one that is watched: it has to be opened anew. */
export class FolderReplaced extends Error {
  override readonly name = 'FolderReplaced';
}

/** RFC 2177 says 29 minutes; Exchange was seen to fall silent in IDLE after an hour or two without a goodbye. */
const renewalMs = 8 * 60_000;
/** A connection that does not answer NOOP by then is dead. */
const probeLimitMs = 20_000;
/** Notices that are kept before a survey is cheaper. */
const noticesMax = 100_000;
const roundsMax = 10;
const refusalsMax = 3;
/** "New mail may be visible seconds late": how long it is waited for, twice as long each time. */
const unshownFirstMs = 1_000;

export class FolderWatch {
  readonly uidValidity: string;
  readonly #session: ImapSession;
  readonly #client: ImapFlow;
  readonly #folder: string;
  readonly #structures: Structures;
  readonly #doing: string;
  readonly #detach: () => void;
  /** UIDs by place, as far as they are known: those beyond have arrived and were not asked for yet. */
  #order: number[] = [];
  #notices: Notice[] = [];
  #overflown = false;
  #ended = false;
  #wake = (): void => {};
  #idling: Promise<'ended'> | undefined;
  /** The number of messages that has been dealt with. */
  #heardOf = 0;
  /** How often in a row the server has counted more than it shows. */
  #unshown = 0;
  #fate: FolderFate = 'same';
  #fateAtMs: number;
  /** How often in a row IDLE has ended before anything happened. */
  #refusals = 0;

  private constructor(parts: {
    session: ImapSession;
    client: ImapFlow;
    folder: string;
    uidValidity: string;
    structures: Structures;
  }) {
    this.#session = parts.session;
    this.#client = parts.client;
    this.uidValidity = parts.uidValidity;
    this.#folder = parts.folder;
    this.#structures = parts.structures;
    this.#doing = `the watch of ${parts.folder}`;
    this.#fateAtMs = parts.session.door.clock.now();
    this.#detach = this.#listen();
  }

  /**
   * @param options - `structures`: what arrives is asked for its structure, too, as long as that does no harm; kept by the caller
   *   over several watches of the folder. Default: it is not
   * @throws `mail-folder-unknown` and whatever a session throws
   */
  static open(
    session: ImapSession,
    folder: string,
    options: { signal?: AbortSignal | undefined; structures?: Structures } = {},
  ): Promise<FolderWatch> {
    const { signal, structures = new Structures(false) } = options;
    return session.run(
      `the watch of ${folder}`,
      async (client) => {
        // What is selected may be a folder that is not there any more.
        if (client.mailbox) await client.mailboxClose();
        const uidValidity = uidValidityOf(await selectFolder(session, client, folder, { readOnly: true }));
        return new FolderWatch({ session, client, folder, uidValidity, structures });
      },
      { signal },
    );
  }

  /** True where the server speaks by itself. */
  get hasIdle(): boolean {
    return this.#client.capabilities.has('IDLE');
  }

  /** Every message with its flags. From here on `news` tells what happens. */
  async survey(signal: AbortSignal): Promise<readonly Surveyed[]> {
    for (let round = 0; round < roundsMax; round += 1) {
      this.#checkAlive();
      await this.#break(signal);
      this.#notices = [];
      this.#overflown = false;
      const rows = this.#exists === 0 ? [] : await this.#fetch('1:*', { uid: true, flags: true }, signal);
      const messages = rows.filter(isWhole).sort((a, b) => a.seq - b.seq);
      // A server that takes messages out meanwhile has numbered them anew, nobody knows from which row on.
      if (this.#notices.some(({ kind }) => kind === 'expunge')) continue;
      if (messages.some(({ seq }, at) => seq !== at + 1)) continue;
      this.#order = messages.map(({ uid }) => uid);
      this.#settled(this.#order.length >= this.#exists);
      return messages.map(({ uid, flags }) => ({ uid, flags }));
    }
    throw new OutOfStep(`${this.#doing}: the folder does not hold still`);
  }

  /**
   * What has happened since the last call or the survey, in the order in which it did.
   *
   * @throws OutOfStep, FolderReplaced, `mail-folder-unknown` once everything that was in it is told to be gone
   */
  async news(signal: AbortSignal): Promise<readonly FolderNews[]> {
    const told = await this.#gathered(signal);
    // A folder that was emptied may have been taken away, and another may stand in its place.
    if (told.some(({ kind }) => kind === 'gone') && this.#exists === 0) await this.#askFate(signal);
    if (this.#fate === 'replaced') throw new FolderReplaced(`${this.#doing}: it was made anew`);
    if (this.#fate === 'missing' && told.length === 0) {
      const { account } = this.#session.door;
      throw fail('mail-folder-unknown', { account, folder: this.#folder, answer: 'it was taken away' });
    }
    return told;
  }

  /**
   * These messages, as far as they are still there, in the order in which they are named. `structured`: with their structure, where that
   * was wanted when the watch was opened.
   */
  async fetch(
    uids: readonly number[],
    { signal, structured }: { signal: AbortSignal; structured: boolean },
  ): Promise<readonly WatchedRow[]> {
    if (uids.length === 0) return [];
    const set = { sets: [uids.join(',')], numbers: uids, by: 'uid' } as const;
    const rows = await this.#rows(set, { signal, structured });
    const found = new Map(
      rows.flatMap((message) => {
        const row = watchedRow(message);
        return row ? [[row.uid, row]] : [];
      }),
    );
    return uids.flatMap((uid) => found.get(uid) ?? []);
  }

  /** Resolves when there is news; without any when `pollMs` are over at a server that has no IDLE. */
  async wait(options: { pollMs: number; signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    const { clock } = this.#session.door;
    while (!this.#hasNews()) {
      this.#checkAlive();
      signal.throwIfAborted();
      const idling = this.#refusals < refusalsMax && this.hasIdle ? this.#idle() : undefined;
      const woken = new Promise<'news'>((resolve) => {
        this.#wake = () => resolve('news');
      });
      const ends = new AbortController();
      const stop = (): void => ends.abort(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      try {
        const unshownMs =
          this.#unshown > 0 ? unshownFirstMs * 2 ** Math.min(this.#unshown - 1, 6) : undefined;
        const timer = longWait(clock, unshownMs ?? (idling ? renewalMs : options.pollMs), ends.signal);
        const reason = await Promise.race([woken, timer, ...(idling ? [idling] : [])]);
        // A server may end IDLE by itself, or refuse it although it offers it; the second again and again.
        this.#refusals = reason === 'ended' ? this.#refusals + 1 : 0;
        if (reason === 'news' || reason === 'ended') continue;
        // IDLE is renewed, a poll is made, and after a jump of the clock the connection has to show that it lives: all three
        // are a NOOP that is answered in time.
        await this.#probe(signal);
        if (reason === 'over' && (!idling || unshownMs !== undefined)) return;
      } finally {
        signal.removeEventListener('abort', stop);
        ends.abort(new Error('the wait is over'));
      }
    }
  }

  /** Stops listening. The session is its opener's to close. */
  close(): void {
    this.#detach();
  }

  async #gathered(signal: AbortSignal): Promise<readonly FolderNews[]> {
    const told: FolderNews[] = [];
    for (let round = 0; round < roundsMax; round += 1) {
      this.#checkAlive();
      this.#takeNotices(told);
      if (this.#order.length === this.#exists) {
        this.#settled(true);
        return told;
      }
      // A survey has seen that too: then the server counts what it does not show.
      if (this.#order.length > this.#exists && this.#exists === this.#heardOf) return told;
      if (this.#order.length > this.#exists) throw new OutOfStep('there are fewer messages than we know');
      // What comes before IDLE is over would move the places that are asked for.
      await this.#break(signal);
      this.#takeNotices(told);
      const before = this.#order.length;
      if (before >= this.#exists) continue;
      const numbers = Array.from({ length: this.#exists - before }, (_, at) => before + 1 + at);
      const structured = numbers.length <= structuresMax;
      const set = { sets: [`${before + 1}:*`], numbers, by: 'seq' } as const;
      const rows = await this.#rows(set, { signal, structured });
      this.#takeNotices(told);
      this.#place(rows, told);
      if (this.#order.length === before && this.#notices.length === 0) {
        // Exchange counts a message seconds before it shows it. It is asked for again.
        this.#settled(false);
        return told;
      }
    }
    throw new OutOfStep(`${this.#doing}: the folder does not hold still`);
  }

  get #exists(): number {
    return this.#client.mailbox ? this.#client.mailbox.exists : 0;
  }

  #hasNews(): boolean {
    if (this.#fate !== 'same') return true;
    return this.#ended || this.#notices.length > 0 || this.#exists !== this.#heardOf;
  }

  #settled(complete: boolean): void {
    this.#heardOf = this.#exists;
    this.#unshown = complete ? 0 : this.#unshown + 1;
  }

  #listen(): () => void {
    const client = this.#client;
    const note = (notice: Notice): void => {
      if (this.#notices.length >= noticesMax) this.#overflown = true;
      else this.#notices.push(notice);
      this.#wake();
    };
    const onExists = (_: ExistsEvent): void => this.#wake();
    const onExpunge = ({ seq, uid }: ExpungeEvent): void => {
      note({ kind: 'expunge', ...(seq === undefined ? {} : { seq }), ...(uid === undefined ? {} : { uid }) });
    };
    const onFlags = ({ seq, uid }: FlagsEvent): void => {
      note({ kind: 'flags', seq, ...(uid === undefined ? {} : { uid }) });
    };
    const onClose = (): void => {
      this.#ended = true;
      this.#wake();
    };
    client.on('exists', onExists);
    client.on('expunge', onExpunge);
    client.on('flags', onFlags);
    client.on('close', onClose);
    return () => {
      client.off('exists', onExists);
      client.off('expunge', onExpunge);
      client.off('flags', onFlags);
      client.off('close', onClose);
    };
  }

  #takeNotices(told: FolderNews[]): void {
    const notices = this.#notices;
    this.#notices = [];
    if (this.#overflown) throw new OutOfStep('more has happened than was kept');
    for (const { kind, seq, uid } of notices) {
      const at = seq === undefined ? this.#order.indexOf(uid ?? 0) : seq - 1;
      const known = this.#order[at];
      // Beyond what we know: it has arrived, and will be asked for.
      if (known === undefined) continue;
      if (uid !== undefined && uid !== known) throw new OutOfStep(`place ${at + 1} is ${uid}, not ${known}`);
      if (kind === 'flags') told.push({ kind: 'flags', uid: known });
      else {
        this.#order.splice(at, 1);
        told.push({ kind: 'gone', uid: known });
      }
    }
  }

  #place(rows: readonly FetchMessageObject[], told: FolderNews[]): void {
    for (const message of [...rows].sort((a, b) => a.seq - b.seq)) {
      const row = watchedRow(message);
      if (!row) continue;
      const { seq } = message;
      const known = this.#order[seq - 1];
      if (known === row.uid) continue;
      if (known !== undefined) throw new OutOfStep(`place ${seq} is ${row.uid}, not ${known}`);
      // A gap: something was taken out while we asked. The next round asks for the right places.
      if (seq !== this.#order.length + 1) return;
      if (row.uid <= (this.#order.at(-1) ?? 0)) throw new OutOfStep(`${row.uid} is not a new UID`);
      this.#order.push(row.uid);
      told.push({ kind: 'arrived', row });
    }
  }

  async #fetch(
    range: string,
    query: FetchQueryObject,
    signal: AbortSignal,
    options: { uid?: boolean } = {},
  ): Promise<readonly FetchMessageObject[]> {
    const rows = await this.#session.run(this.#doing, (client) => client.fetchAll(range, query, options), {
      signal,
    });
    this.#noteOthers(rows, query);
    return rows;
  }

  /** What a list shows of these. One that was left out for its structure is asked for once more, without. */
  async #rows(
    { sets, numbers, by }: FetchedSet,
    { signal, structured }: { signal: AbortSignal; structured: boolean },
  ): Promise<readonly FetchMessageObject[]> {
    const session = this.#session;
    const fetch = async (client: ImapFlow, sets: readonly string[], query: FetchQueryObject) => {
      const found: FetchMessageObject[] = [];
      for (const set of sets) found.push(...(await client.fetchAll(set, query, { uid: by === 'uid' })));
      return found;
    };
    const rows = await session.run(
      this.#doing,
      async (client) => {
        const found = structured
          ? await this.#structures.with(session, () =>
              fetch(client, sets, { ...watchedQuery, bodyStructure: true }),
            )
          : undefined;
        if (!found) return fetch(client, sets, watchedQuery);
        const there = new Set(found.flatMap((row) => (row.envelope ? [row[by]] : [])));
        const left = numbers.filter((number) => !there.has(number));
        return [...found, ...(await fetch(client, uidSets(left), watchedQuery))];
      },
      { signal },
    );
    this.#noteOthers(rows, watchedQuery);
    return rows;
  }

  #noteOthers(rows: readonly FetchMessageObject[], query: FetchQueryObject): void {
    // Among the answers there may be what another client did to a message at the same moment.
    for (const { seq, uid, flags, envelope } of rows) {
      if (flags && (!uid || (query.envelope && !envelope))) this.#notices.push({ kind: 'flags', seq });
    }
  }

  /** IDLE, as long as it lasts. */
  #idle(): Promise<'ended'> {
    if (this.#idling) return this.#idling;
    const idling = this.#client
      .idle()
      .then(
        () => {},
        (error: unknown) => this.#session.door.log?.debug('imap.idle-ended', { error }),
      )
      .then((): 'ended' => {
        if (this.#idling === idling) this.#idling = undefined;
        return 'ended';
      });
    this.#idling = idling;
    return idling;
  }

  /** DONE, and whatever the server still had to say. */
  async #break(signal: AbortSignal): Promise<void> {
    const idling = this.#idling;
    if (!idling) return;
    await this.#session.run(
      this.#doing,
      async (client) => {
        // Any command ends IDLE; this one has no answer of its own that could be mistaken for news.
        await client.noop();
        await idling;
      },
      { signal, limitMs: probeLimitMs },
    );
  }

  async #probe(signal: AbortSignal): Promise<void> {
    await this.#session.run(this.#doing, (client) => client.noop(), { signal, limitMs: probeLimitMs });
    this.#checkAlive();
    const sinceMs = this.#session.door.clock.now() - this.#fateAtMs;
    if (sinceMs < 0 || sinceMs >= renewalMs) await this.#askFate(signal);
  }

  async #askFate(signal: AbortSignal): Promise<void> {
    await this.#break(signal);
    const folder = { name: this.#folder, uidValidity: this.uidValidity };
    const ask = (client: ImapFlow): Promise<FolderFate> => folderFate(client, folder);
    this.#fate = await this.#session.run(this.#doing, ask, { signal, limitMs: probeLimitMs });
    this.#fateAtMs = this.#session.door.clock.now();
  }

  #checkAlive(): void {
    if (this.#client.usable && this.#client.mailbox) return;
    const answer = (this.#client.byeReason ?? 'without a word').replace(/\.+$/, '');
    throw fail('mail-connection-lost', { host: this.#session.door.server.host, doing: this.#doing, answer });
  }
}

/** A row with what was asked for: others are news of somebody else's doing. */
function isWhole(row: FetchMessageObject): row is FetchMessageObject & { flags: Set<string> } {
  return typeof row.uid === 'number' && row.uid > 0 && row.flags !== undefined;
}
