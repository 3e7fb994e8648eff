// Folders by one name, whichever door and language. A door gives names and uses; here they become `Folder.path`, and what
// a person types becomes a folder again.

import { fail } from '../errors/error.ts';
import type { DoorFolder } from './doors/door.ts';
import type { Folder, FolderUse } from './message.ts';

/** What people and other programs call the folders with a use. Names in the mailbox's own language come first. */
const synonyms: Readonly<Record<string, FolderUse>> = {
  inbox: 'inbox',
  drafts: 'drafts',
  sent: 'sent',
  sentitems: 'sent',
  'sent items': 'sent',
  trash: 'trash',
  deleted: 'trash',
  deleteditems: 'trash',
  'deleted items': 'trash',
  bin: 'trash',
  junk: 'junk',
  junkemail: 'junk',
  'junk email': 'junk',
  spam: 'junk',
  archive: 'archive',
  outbox: 'outbox',
};

export type NamedFolder = readonly [path: string, folder: DoorFolder];

export class FolderTree {
  readonly #byPath: ReadonlyMap<string, DoorFolder>;

  constructor(folders: readonly DoorFolder[]) {
    const uses = new Map(
      folders.flatMap(({ names, use }) => (use === undefined ? [] : [[names.join('\0'), use] as const])),
    );
    // Of two that would have one path, a folder with the use and one that is merely called so, the first is it.
    const sorted = [...folders].sort((a, b) => Number(b.use !== undefined) - Number(a.use !== undefined));
    const byPath = new Map<string, DoorFolder>();
    for (const folder of sorted) {
      const path = freePath(pathOf(folder.names, uses), byPath);
      byPath.set(path, folder);
    }
    this.#byPath = new Map([...byPath].sort(([a], [b]) => rank(a) - rank(b) || compare(a, b)));
  }

  /** Inbox first, the others with a use after it, the rest by name. */
  list(): readonly Folder[] {
    return [...this.#byPath].map(([path, folder]) => shown(path, folder));
  }

  get(path: string): DoorFolder | undefined {
    return this.#byPath.get(path);
  }

  all(): readonly DoorFolder[] {
    return [...this.#byPath.values()];
  }

  /** Of one that was just made, whose handle a server may spell in another way (INBOX and Inbox are one). */
  pathOf(made: { readonly handle: string; readonly names: readonly string[] }): string | undefined {
    const all = [...this.#byPath];
    const found =
      all.find(([, { handle }]) => handle === made.handle) ??
      all.find(([, { names }]) => names.join('\0') === made.names.join('\0'));
    return found?.[0];
  }

  /** Every folder that can hold messages, with its path. */
  selectable(): readonly NamedFolder[] {
    return [...this.#byPath].filter(([, { selectable }]) => selectable);
  }

  /**
   * What a person types: a path, a use or its synonym, the names as the mailbox shows them joined by '/', or the last name
   * alone where it is the only one. Case does not matter where nothing else fits.
   *
   * @throws `folder-unknown`
   */
  find(given: string, account: string): NamedFolder {
    const wanted = plain(given);
    const found = this.findWhole(given) ?? this.#only((_, { names }) => plain(names.at(-1) ?? '') === wanted);
    if (found) return found;
    throw fail('folder-unknown', { account, folder: given });
  }

  /** As `find`, but never by the last name alone: there is none that the whole of it would fit better. */
  findWhole(given: string): NamedFolder | undefined {
    const exact = this.#byPath.get(given);
    if (exact) return [given, exact];
    const wanted = plain(given);
    const use = synonyms[wanted];
    return (
      this.#only((_, { names }) => joined(names) === given || names.join('/') === given) ??
      this.#only((_, folder) => use !== undefined && folder.use === use) ??
      this.#only((path, { names }) => plain(path) === wanted || plain(names.join('/')) === wanted)
    );
  }

  /** A folder, the one that it lies in, and so on up to the top. */
  chainOf(folder: DoorFolder): readonly DoorFolder[] {
    const byName = new Map(this.all().map((one) => [one.names.join('\0'), one]));
    const above = folder.names.map((_, at) => byName.get(folder.names.slice(0, -1 - at).join('\0')));
    return [folder, ...above.filter((one) => one !== undefined)];
  }

  #only(test: (path: string, folder: DoorFolder) => boolean): NamedFolder | undefined {
    const fitting = [...this.#byPath].filter(([path, folder]) => test(path, folder));
    return fitting.length === 1 ? fitting[0] : undefined;
  }
}

/** A terminal may write an accent as a character of its own (Unicode NFD); servers mostly do not. */
function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function shown(path: string, folder: DoorFolder): Folder {
  const { names, use, selectable, total, unread } = folder;
  return { path, name: names.at(-1) ?? path, use, selectable, total, unread };
}

/** `inbox/Invoices` for ['Posteingang', 'Invoices']: the longest beginning that has a use is named by it. */
function pathOf(names: readonly string[], uses: ReadonlyMap<string, FolderUse>): string {
  for (let length = names.length; length > 0; length -= 1) {
    const use = uses.get(names.slice(0, length).join('\0'));
    if (use !== undefined) return joined([use, ...names.slice(length)]);
  }
  return joined(names);
}

function joined(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\/]/g, '\\$&')).join('/');
}

/** A folder that is only called like one with a use ("sent" beside "Sent Items") stays apart from it. */
function freePath(path: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(path)) return path;
  for (let number = 2; ; number += 1) if (!taken.has(`${path} (${number})`)) return `${path} (${number})`;
}

const order: readonly FolderUse[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'outbox'];

function rank(path: string): number {
  const place = order.findIndex((use) => path === use || path.startsWith(`${use}/`));
  return place === -1 ? order.length : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
