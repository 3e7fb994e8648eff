// One folder over IMAP. In step with the server by FolderWatch while a connection lasts; after every break, and wherever
// the two disagree, the whole folder is surveyed and compared. New UIDs for old messages (UIDVALIDITY has changed) are
// told by name: what has kept its name has not been touched. What is told says as much as a list does (docs/adr/0111).

import { longWait } from '../../base/long-wait.ts';
import { Structures, structuresMax } from '../../mail/imap/fetch-rows.ts';
import { FolderReplaced, FolderWatch, OutOfStep, type Surveyed } from '../../mail/imap/watch.ts';
import type { WatchedRow } from '../../mail/imap/watch-row.ts';
import type { FolderState, Known } from './folder-state.ts';
import { digestOf, knownOf, messageOf } from './imap-message.ts';
import type { ImapPlace } from './imap-place.ts';
import type { FolderChange, FolderSource, LookOptions, SourceReport } from './source.ts';

/** Headers that are fetched at a time: the first of many is told soon, and memory stays flat. */
const pageSize = 250;

export class ImapSource implements FolderSource {
  readonly #place: ImapPlace;
  readonly #report: SourceReport;
  readonly #pollMs: number;
  /** Over all connections: one that is lost for want of it may be the server's way to refuse. */
  readonly #structures = new Structures(true);
  #watch: FolderWatch | undefined;
  /** True while `state` and the watch have seen the same. */
  #inStep = false;
  #looks = 0;

  constructor(parts: { place: ImapPlace; report: SourceReport; pollMs: number }) {
    this.#place = parts.place;
    this.#report = parts.report;
    this.#pollMs = parts.pollMs;
  }

  get way(): 'idle' | 'polling' {
    return this.#watch?.hasIdle ? 'idle' : 'polling';
  }

  async *look(state: FolderState, options: LookOptions): AsyncGenerator<FolderChange, void> {
    const { signal } = options;
    let again: 'resumed' | 'reconnected' | undefined;
    if (this.#watch && this.#inStep) {
      this.#inStep = false;
      try {
        yield* this.#fromNews(this.#watch, state, signal);
        this.#inStep = true;
        return;
      } catch (error) {
        if (error instanceof FolderReplaced) {
          this.#watch.close();
          this.#watch = undefined;
        } else if (error instanceof OutOfStep) this.#report.resynced('out-of-step');
        else throw error;
      }
    } else if (state.epoch !== '' && !(this.#place.isShared && this.#looks > 0)) {
      again = this.#looks === 0 ? 'resumed' : 'reconnected';
    }
    this.#looks += 1;
    this.#watch ??= await FolderWatch.open(await this.#place.session(signal), this.#place.folder, {
      signal,
      structures: this.#structures,
    });
    // Not before there is a connection: while the server is away nothing is compared.
    if (again) this.#report.resynced(again);
    yield* this.#fromSurvey(this.#watch, state, options);
    this.#inStep = true;
    // Others want the connection too, and what this folder does meanwhile is not heard.
    if (this.#place.isShared) await this.#leave((place) => place.leave());
  }

  async wait(signal: AbortSignal): Promise<void> {
    if (this.#watch) await this.#watch.wait({ pollMs: this.#pollMs, signal });
    else await longWait(this.#place.clock, this.#pollMs, signal);
  }

  reset(): Promise<void> {
    return this.#leave((place) => place.discard());
  }

  close(): Promise<void> {
    return this.#leave((place) => place.close());
  }

  async #leave(how: (place: ImapPlace) => Promise<void>): Promise<void> {
    this.#watch?.close();
    this.#watch = undefined;
    this.#inStep = false;
    await how(this.#place);
  }

  async *#fromNews(
    watch: FolderWatch,
    state: FolderState,
    signal: AbortSignal,
  ): AsyncGenerator<FolderChange, void> {
    const news = await watch.news(signal);
    const changed = new Set<number>();
    for (const item of news) {
      if (item.kind === 'flags') changed.add(item.uid);
      else if (item.kind === 'arrived') yield this.#seen('created', item.row, watch);
      else {
        changed.delete(item.uid);
        if (state.get(String(item.uid))) yield { kind: 'deleted', key: String(item.uid) };
      }
    }
    const structured = changed.size <= structuresMax;
    yield* this.#updates([...changed], watch, state, { signal, structured });
  }

  async *#fromSurvey(
    watch: FolderWatch,
    state: FolderState,
    { signal, tells }: LookOptions,
  ): AsyncGenerator<FolderChange, void> {
    const surveyed = await watch.survey(signal);
    const renumbered = state.epoch !== '' && state.epoch !== watch.uidValidity;
    if (renumbered) yield* this.#renumber(watch, { state, surveyed }, signal);
    else if (state.epoch === '') {
      yield { kind: 'silent', mutation: { kind: 'epoch', epoch: watch.uidValidity } };
    }
    const there = new Map(surveyed.map(({ uid, flags }) => [String(uid), digestOf(flags)]));
    for (const [key] of [...state.entries()]) if (!there.has(key)) yield { kind: 'deleted', key };
    const fresh = surveyed.filter(({ uid }) => !state.get(String(uid))).map(({ uid }) => uid);
    const others = surveyed.filter(({ uid, flags }) => {
      const known = state.get(String(uid));
      return known !== undefined && known.digest !== digestOf(flags);
    });
    const asked = { signal, structured: tells && fresh.length + others.length <= structuresMax };
    for await (const row of pages(watch, fresh, asked)) yield this.#seen('created', row, watch);
    const uids = others.map(({ uid }) => uid);
    yield* this.#updates(uids, watch, state, asked);
  }

  async *#updates(
    uids: readonly number[],
    watch: FolderWatch,
    state: FolderState,
    asked: Parameters<FolderWatch['fetch']>[1],
  ): AsyncGenerator<FolderChange, void> {
    for await (const row of pages(watch, uids, asked)) {
      // A server repeats flags that are as they were; only another state is news.
      if (state.get(String(row.uid))?.digest === digestOf(row.allFlags)) continue;
      yield this.#seen('updated', row, watch);
    }
  }

  /**
   * The folder has new UIDs. Messages are paired by name, the newest of several with the newest; what was there keeps its
   * digest, so that flags which have changed meanwhile are seen as such; what has no partner is left to the comparison.
   */
  async *#renumber(
    watch: FolderWatch,
    { state, surveyed }: { state: FolderState; surveyed: readonly Surveyed[] },
    signal: AbortSignal,
  ): AsyncGenerator<FolderChange, void> {
    this.#report.resynced('renumbered');
    const fresh = new Map<string, { key: string; known: Known }[]>();
    // One survey for this and for the comparison: what came between two would be news to neither.
    const uids = surveyed.map(({ uid }) => uid).sort((a, b) => b - a);
    for await (const row of pages(watch, uids, { signal, structured: false })) {
      const known = knownOf(messageOf(row, this.#where(watch)), row);
      const entry = { key: String(row.uid), known };
      const twins = fresh.get(known.name);
      if (twins) twins.push(entry);
      else fresh.set(known.name, [entry]);
    }
    for (const twins of fresh.values()) twins.sort((a, b) => b.known.order - a.known.order);
    const messages = new Map<string, Known>();
    for (const [key, known] of [...state.entries()].sort(([, a], [, b]) => b.order - a.order)) {
      const partner = fresh.get(known.name)?.shift();
      if (partner) messages.set(partner.key, { ...partner.known, digest: known.digest });
      else messages.set(`gone ${key}`, known);
    }
    yield { kind: 'silent', mutation: { kind: 'replace', epoch: watch.uidValidity, messages } };
  }

  #seen(kind: 'created' | 'updated', row: WatchedRow, watch: FolderWatch): FolderChange {
    const message = messageOf(row, this.#where(watch));
    return { kind, key: String(row.uid), known: knownOf(message, row), message };
  }

  #where({ uidValidity }: FolderWatch): { folder: string; uidValidity: string } {
    return { folder: this.#place.folder, uidValidity };
  }
}

async function* pages(
  watch: FolderWatch,
  uids: readonly number[],
  asked: Parameters<FolderWatch['fetch']>[1],
): AsyncGenerator<WatchedRow, void> {
  for (let at = 0; at < uids.length; at += pageSize) {
    yield* await watch.fetch(uids.slice(at, at + pageSize), asked);
  }
}
