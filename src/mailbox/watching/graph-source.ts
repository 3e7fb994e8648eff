// One folder over Graph: the delta since the last link, compared with what is known, so that what Graph tells twice is told
// once. A link that Graph has forgotten is replaced by a walk over everything, and so is one of another folder that had this
// path: its messages are matched by name, as with IMAP's new UIDs. Woken by notifications where there are any; otherwise by
// time, more often while something happens.

import type { Clock } from '../../base/clock.ts';
import { heardByMany } from '../../base/heard-by-many.ts';
import { longWait } from '../../base/long-wait.ts';
import {
  type ChangedMessage,
  type DeltaPage,
  readChanged,
  readDelta,
  readExtras,
  SyncStateLost,
} from '../../mail/graph/delta.ts';
import { type Extras, noExtras } from '../../mail/graph/extras.ts';
import type { GraphDoor } from '../../mail/graph/request.ts';
import { doorMessage } from '../doors/graph.ts';
import type { FolderState } from './folder-state.ts';
import { isSame, knownOf, type Namesakes, namesakes, rekeyed } from './graph-known.ts';
import type { GraphPlace } from './graph-place.ts';
import type { FolderChange, FolderSource, LookOptions, SourceReport } from './source.ts';

/** What wakes a folder besides the time: Graph's notifications. */
export interface GraphAlarm {
  /** Makes sure that it is set, and for this folder. False where it could not be: then time has to do. */
  set(folder: string, signal: AbortSignal): Promise<boolean>;
  /** Resolves at the next notification, at once where one has come since the last call. */
  ring(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Notifications are lost now and then, and nobody tells. */
const safetyNetMs = 5 * 60_000;
/** The delta may lag behind the notification: looked at again after these. */
const lagsMs: readonly number[] = [1_000, 4_000, 15_000];
/** While something happens more is likely. */
const livelyLooks = 4;
const livelyShare = 6;
/** Each is a request. Of as many at a time it stays open what the delta does not say, as in a long list by IMAP. */
const extrasMax = 100;

export class GraphSource implements FolderSource {
  readonly #door: GraphDoor;
  readonly #place: GraphPlace;
  readonly #report: SourceReport;
  readonly #pollMs: number;
  readonly #random: () => number;
  readonly #alarm: GraphAlarm | undefined;
  readonly #clock: Clock;
  #isSet = false;
  #looks = 0;
  /** Messages that may be asked about within this look. */
  #extrasLeft = 0;
  /** Looks that are left of a lively time. */
  #lively = 0;
  /** Where in `lagsMs` we are; undefined when nobody has called. */
  #lag: number | undefined;

  constructor(parts: {
    door: GraphDoor;
    place: GraphPlace;
    report: SourceReport;
    pollMs: number;
    random: () => number;
    alarm: GraphAlarm | undefined;
  }) {
    this.#door = parts.door;
    this.#place = parts.place;
    this.#report = parts.report;
    this.#pollMs = parts.pollMs;
    this.#random = parts.random;
    this.#alarm = parts.alarm;
    this.#clock = parts.door.clock;
  }

  get way(): 'notifications' | 'polling' {
    return this.#isSet ? 'notifications' : 'polling';
  }

  async *look(state: FolderState, options: LookOptions): AsyncGenerator<FolderChange, void> {
    const { signal } = options;
    await this.#place.look(signal);
    // Before the look: what happens between the two is seen by the look, or rings.
    if (this.#alarm) this.#isSet = await this.#alarm.set(this.#place.folder, signal);
    this.#looks += 1;
    this.#extrasLeft = extrasMax;
    let found = 0;
    for await (const change of this.#changes(state, options)) {
      if (change.kind !== 'silent') found += 1;
      yield change;
    }
    this.#lively = found > 0 ? livelyLooks : Math.max(0, this.#lively - 1);
    if (found > 0) this.#lag = undefined;
  }

  async wait(signal: AbortSignal): Promise<void> {
    const ends = new AbortController();
    const stop = (): void => ends.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    signal.throwIfAborted();
    const lagMs = this.#lag === undefined ? undefined : lagsMs[this.#lag];
    this.#lag = lagMs === undefined ? undefined : (this.#lag ?? 0) + 1;
    try {
      const timer = longWait(this.#clock, lagMs ?? this.#restMs(), ends.signal);
      const ring = this.#isSet ? this.#alarm?.ring(ends.signal).then(() => 'rung' as const) : undefined;
      const reason = await Promise.race(ring ? [timer, ring] : [timer]);
      if (reason === 'rung') this.#lag = 0;
    } finally {
      signal.removeEventListener('abort', stop);
      ends.abort(new Error('the wait is over'));
    }
  }

  reset(): Promise<void> {
    // Every request has a connection of its own. What has failed may have failed for want of the folder.
    this.#place.doubt();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#alarm?.close();
  }

  /** Everybody who watches would otherwise come at the same moment. */
  #restMs(): number {
    const restMs = this.#isSet ? Math.max(safetyNetMs, this.#pollMs) : this.#pollMs;
    const lively = this.#lively > 0 && !this.#isSet ? restMs / livelyShare : restMs;
    return lively * (0.9 + 0.2 * this.#random());
  }

  async *#changes(state: FolderState, options: LookOptions): AsyncGenerator<FolderChange, void> {
    if (state.epoch === '') return yield* this.#everything(state, options);
    const { folder, link } = placeOf(state.epoch);
    if (folder !== this.#place.folder) {
      this.#report.resynced('renumbered');
      return yield* this.#everything(state, options, namesakes(state));
    }
    if (this.#looks === 1) this.#report.resynced('resumed');
    try {
      for await (const page of readDelta(this.#door, { link }, options.signal)) {
        const entries = descends(page.entries) ? [...page.entries].reverse() : page.entries;
        yield* this.#compare(entries, state, { ...options, allChanged: true });
        yield this.#reached(page);
      }
    } catch (error) {
      if (!(error instanceof SyncStateLost)) throw error;
      this.#report.resynced('sync-state-lost');
      yield* this.#everything(state, options);
    }
  }

  /**
   * What is known and was not met on the walk is gone.
   *
   * @param others - keys by name of what another folder of this path had: who has the name is the same under another key
   */
  async *#everything(
    state: FolderState,
    options: LookOptions,
    others?: Namesakes,
  ): AsyncGenerator<FolderChange, void> {
    const met = new Set<string>();
    for await (const page of readDelta(this.#door, { folder: this.#place.folder }, options.signal)) {
      for (const entry of page.entries) {
        const id = entry.kind === 'message' ? entry.message.id : entry.id;
        if (entry.kind === 'removed') met.delete(id);
        else met.add(id);
      }
      if (others) yield* rekeyed(page.entries, { state, met, others });
      // Newest first is how Graph begins; told is what came first.
      yield* this.#compare([...page.entries].reverse(), state, { ...options, allChanged: false });
      if (!page.isLast) continue;
      for (const [key] of [...state.entries()]) if (!met.has(key)) yield { kind: 'deleted', key };
      yield this.#reached(page);
    }
  }

  #reached({ link }: DeltaPage): FolderChange {
    return { kind: 'silent', mutation: { kind: 'epoch', epoch: `${this.#place.folder} ${link}` } };
  }

  /** @param asked - `allChanged`: Graph says of each that it has changed, which may be what it does not show */
  async *#compare(
    entries: DeltaPage['entries'],
    state: FolderState,
    asked: Asked,
  ): AsyncGenerator<FolderChange, void> {
    const extras = await this.#extras(entries, state, asked);
    for (const entry of entries) {
      if (entry.kind === 'removed') {
        if (state.get(entry.id)) yield { kind: 'deleted', key: entry.id };
        continue;
      }
      const changed =
        entry.kind === 'message'
          ? withExtras(entry, extras.get(entry.message.id))
          : await readChanged(this.#door, entry.id, asked.signal);
      if (!changed) continue;
      const { message } = changed;
      // It was moved on meanwhile: the other folder's news, and soon a removal here.
      if (entry.kind === 'partial' && message.folderId !== this.#place.folder) continue;
      const known = state.get(message.id);
      const fresh = knownOf(changed, known);
      if (known?.digest === fresh.digest && known.name === fresh.name) continue;
      yield {
        kind: known ? 'updated' : 'created',
        key: message.id,
        known: fresh,
        message: doorMessage(message, this.#place.folder),
      };
    }
  }

  /** What the delta does not say of those that somebody may be told of, by id (docs/adr/0132). */
  async #extras(
    entries: DeltaPage['entries'],
    state: FolderState,
    { tells, allChanged, signal }: Asked,
  ): Promise<ReadonlyMap<string, Extras>> {
    const wanted = entries.flatMap((entry) => {
      if (!tells || entry.kind !== 'message') return [];
      return allChanged || !isSame(entry, state.get(entry.message.id)) ? [entry.message.id] : [];
    });
    // Where there are too many, the pages after it go without, too.
    this.#extrasLeft = wanted.length >= this.#extrasLeft ? 0 : this.#extrasLeft - wanted.length;
    if (this.#extrasLeft === 0 || wanted.length === 0) return new Map();
    const heard = heardByMany(signal);
    // `limits` lets in as many as Graph takes.
    const told = await Promise.all(wanted.map((id) => readExtras(this.#door, id, heard)));
    return new Map(wanted.map((id, at) => [id, told[at] ?? noExtras]));
  }
}

type Asked = LookOptions & { readonly allChanged: boolean };

function withExtras(entry: ChangedMessage, extras: Extras = noExtras): ChangedMessage {
  return { ...entry, message: { ...entry.message, ...extras } };
}

/** Which folder a link belongs to is not for us to read out of it. */
function placeOf(epoch: string): { folder: string; link: string } {
  const space = epoch.indexOf(' ');
  return { folder: epoch.slice(0, Math.max(0, space)), link: epoch.slice(space + 1) };
}

/** True where the newest come first. In which order changes are named is not documented, and need not be one. */
function descends(entries: DeltaPage['entries']): boolean {
  const times = entries.flatMap((entry) =>
    entry.kind === 'message' ? (entry.message.receivedAtMs ?? []) : [],
  );
  return (times[0] ?? 0) > (times.at(-1) ?? 0);
}
