// What was asked of Entra's token and device endpoints, one entry a request, so that a test can count. No secrets:
// no codes, tokens, passwords or assertions are in it.

export interface RequestEntry {
  readonly atMs: number;
  readonly endpoint: 'token' | 'devicecode';
  /** As sent, empty where none was. */
  readonly grantType: string;
  readonly clientId: string;
  /** The path's tenant segment. */
  readonly tenant: string;
  readonly scope: string;
  readonly status: number;
  /** `ok`, or the `error` of the answer; `fault:kind` where a planned fault answered. */
  readonly outcome: string;
  readonly codes: readonly number[];
  readonly user: string | undefined;
  readonly correlationId: string;
}

export interface RequestLog {
  readonly entries: readonly RequestEntry[];
  add(entry: RequestEntry): void;
  /** Entries that agree with every field given. */
  filter(wanted: Partial<RequestEntry>): RequestEntry[];
  count(wanted?: Partial<RequestEntry>): number;
  clear(): void;
}

/** Older entries go first when there are more: a sandbox may run for weeks. */
const entriesMax = 50_000;

export function requestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  const filter = (wanted: Partial<RequestEntry>): RequestEntry[] =>
    entries.filter((entry) =>
      Object.entries(wanted).every(([field, value]) => entry[field as keyof RequestEntry] === value),
    );
  return {
    get entries() {
      return entries;
    },
    add(entry) {
      entries.push(entry);
      if (entries.length > entriesMax) entries = entries.slice(entriesMax / 2);
    },
    filter,
    count: (wanted = {}) => filter(wanted).length,
    clear() {
      entries = [];
    },
  };
}
