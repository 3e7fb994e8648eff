// What was said on every connection, kept within limits and told to whoever listens. Secrets have been taken out before
// anything comes here. One transcript is one mail connection, or one request over HTTP with its answer.

import type { Clock } from '../../base/clock.ts';

export type TranscriptFace = 'imap' | 'imaps' | 'pop' | 'pops' | 'smtp' | 'entra' | 'graph';

export interface TranscriptEntry {
  readonly atMs: number;
  /** `client` and `server` say something; `note` is what happened to the connection. */
  readonly kind: 'client' | 'server' | 'note';
  readonly text: string;
  /** Mail: the line of a dialog file; undefined for what none can hold. */
  readonly dialog?: string | undefined;
}

export interface TranscriptSummary {
  readonly id: number;
  readonly face: TranscriptFace;
  readonly client: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  /** For a list: the request and its status, or the last thing that was said. */
  readonly about: string;
  /** Entries that are kept, and those that had to go. */
  readonly entries: number;
  readonly dropped: number;
}

export interface Transcript extends Omit<TranscriptSummary, 'entries'> {
  readonly entries: readonly TranscriptEntry[];
}

export type TranscriptListener = (entry: TranscriptEntry, of: TranscriptSummary) => void;

export interface Transcripts {
  /** Latest last. */
  list(): TranscriptSummary[];
  get(id: number): Transcript | undefined;
  /** Calls `listener` for every entry from now on. Returns how to stop it. */
  subscribe(listener: TranscriptListener): () => void;
  clear(): void;
}

export interface TranscriptWriter {
  add(entry: Omit<TranscriptEntry, 'atMs'>, about?: string): void;
  end(): void;
}

export interface TranscriptLimits {
  readonly transcriptsMax: number;
  /** Of one transcript; the oldest go first. */
  readonly entriesMax: number;
  /** Of all transcripts together: characters, near enough. */
  readonly charactersMax: number;
}

/** A day of a developer's work in a few megabytes. */
const defaultLimits: TranscriptLimits = {
  transcriptsMax: 500,
  entriesMax: 1000,
  charactersMax: 8 * 1024 * 1024,
};

interface Kept {
  id: number;
  face: TranscriptFace;
  client: string;
  startedAtMs: number;
  endedAtMs: number | undefined;
  about: string;
  entries: TranscriptEntry[];
  dropped: number;
  characters: number;
}

const aboutMax = 200;
/** What an entry costs beside its text. */
const entryOverhead = 80;

export class TranscriptStore implements Transcripts {
  readonly #clock: Clock;
  readonly #limits: TranscriptLimits;
  readonly #kept = new Map<number, Kept>();
  readonly #listeners = new Set<TranscriptListener>();
  #lastId = 0;
  #characters = 0;

  constructor(options: { clock: Clock; limits?: Partial<TranscriptLimits> | undefined }) {
    this.#clock = options.clock;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  list(): TranscriptSummary[] {
    return [...this.#kept.values()].map(summary);
  }

  get(id: number): Transcript | undefined {
    const kept = this.#kept.get(id);
    return kept && { ...summary(kept), entries: [...kept.entries] };
  }

  subscribe(listener: TranscriptListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.#kept.clear();
    this.#characters = 0;
  }

  open(face: TranscriptFace, client: string): TranscriptWriter {
    this.#lastId += 1;
    const kept: Kept = {
      id: this.#lastId,
      face,
      client,
      startedAtMs: this.#clock.now(),
      endedAtMs: undefined,
      about: '',
      entries: [],
      dropped: 0,
      characters: 0,
    };
    this.#kept.set(kept.id, kept);
    this.#makeRoom();
    return {
      add: (entry, about) => this.#add(kept, entry, about ?? entry.text),
      end: () => {
        kept.endedAtMs = this.#clock.now();
      },
    };
  }

  #add(kept: Kept, entry: Omit<TranscriptEntry, 'atMs'>, about: string): void {
    const dated = { atMs: this.#clock.now(), ...entry };
    kept.entries.push(dated);
    kept.about = about.length > aboutMax ? `${about.slice(0, aboutMax)}...` : about;
    this.#weigh(kept, weight(dated));
    if (kept.entries.length > this.#limits.entriesMax) {
      // In one go, so that a long session does not move its whole list with every line.
      const gone = kept.entries.splice(0, Math.ceil(this.#limits.entriesMax / 4));
      kept.dropped += gone.length;
      this.#weigh(kept, -gone.reduce((sum, one) => sum + weight(one), 0));
    }
    this.#makeRoom();
    if (this.#listeners.size === 0) return;
    const of = summary(kept);
    for (const listener of [...this.#listeners]) listener(dated, of);
  }

  /** A transcript that had to go may still be written to: it weighs nothing any more. */
  #weigh(kept: Kept, characters: number): void {
    if (!this.#kept.has(kept.id)) {
      kept.entries = [];
      return;
    }
    kept.characters += characters;
    this.#characters += characters;
  }

  #makeRoom(): void {
    for (const [id, kept] of this.#kept) {
      const full =
        this.#kept.size > this.#limits.transcriptsMax || this.#characters > this.#limits.charactersMax;
      if (!full || this.#kept.size === 1) return;
      this.#kept.delete(id);
      this.#characters -= kept.characters;
      kept.entries = [];
    }
  }
}

function weight({ text, dialog = '' }: TranscriptEntry): number {
  return text.length + (dialog === text ? 0 : dialog.length) + entryOverhead;
}

function summary({ entries, characters: _, ...kept }: Kept): TranscriptSummary {
  return { ...kept, entries: entries.length };
}
