// What is known of the folders of a mailbox, door by door: asked for once, and again when something shows that it has changed.
// A folder with a use stays what it is. Another may be renamed or put away by another program while its handle goes on to work
// (Graph), so that what is filed under the old name would land there: it is looked at before it is used. docs/adr/0125.

import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { isMailgrantError } from '../errors/error.ts';
import type { DoorFolder, ReadDoor, ReadService } from './doors/door.ts';
import { FolderTree } from './folders.ts';

/** Folders come and go rarely. Where nothing has shown that they have, a process that lives for days asks again after this. */
const keepMs = 5 * 60_000;
/** Within one run of verbs nothing is looked at twice. */
const trustMs = 5_000;

interface World {
  readonly clock: Clock;
  readonly log?: Logger | undefined;
}

export interface FoldersAsked {
  readonly signal?: AbortSignal | undefined;
}

interface Known {
  readonly tree: Promise<FolderTree>;
  readonly askedAtMs: number;
  /** When a folder was last seen to be what it was, by handle. */
  readonly lookedAtMs: Map<string, number>;
}

export class KnownFolders {
  readonly #world: World;
  readonly #known = new Map<ReadService, Known>();

  constructor(world: World) {
    this.#world = world;
  }

  /** For who looks up a name. `isKept`: it was asked for before, and may be behind. */
  async tree(door: ReadDoor, asked: FoldersAsked): Promise<{ tree: FolderTree; isKept: boolean }> {
    const known = this.#within(door, keepMs);
    return { tree: await (known ? known.tree : this.ask(door, asked)), isKept: known !== undefined };
  }

  /** For who means all of them, or misses one: nothing that was made since is left out. */
  all(door: ReadDoor, asked: FoldersAsked): Promise<FolderTree> {
    return this.#within(door, trustMs)?.tree ?? this.ask(door, asked);
  }

  ask(door: ReadDoor, { signal, counts = false }: FoldersAsked & { counts?: boolean }): Promise<FolderTree> {
    const tree = door.folders({ signal, counts }).then((folders) => new FolderTree(folders));
    const asked = { tree, askedAtMs: this.#world.clock.now(), lookedAtMs: new Map<string, number>() };
    this.#known.set(door.service, asked);
    // A failure is not remembered: the next verb asks again.
    tree.catch(() => {
      if (this.#known.get(door.service) === asked) this.#known.delete(door.service);
    });
    return tree;
  }

  /** Whether it is still what it was when the tree was asked for, with all that is above it. */
  async stands(door: ReadDoor, folder: DoorFolder, asked: FoldersAsked): Promise<boolean> {
    const known = this.#within(door, keepMs);
    if (!known || !door.stands) return true;
    const chain = (await known.tree).chainOf(folder);
    for (const one of chain) {
      if (one.use !== undefined) break;
      if (this.#isWithin(known.lookedAtMs.get(one.handle) ?? known.askedAtMs, trustMs)) continue;
      if (!(await door.stands(one, asked))) return false;
      known.lookedAtMs.set(one.handle, this.#world.clock.now());
    }
    return true;
  }

  /** They have changed: the next verb asks for them again. */
  forget(): void {
    this.#known.clear();
  }

  #within(door: ReadDoor, ms: number): Known | undefined {
    const known = this.#known.get(door.service);
    return known && this.#isWithin(known.askedAtMs, ms) ? known : undefined;
  }

  /** By the absolute difference: a clock that was set back makes nothing last for hours. */
  #isWithin(sinceMs: number, ms: number): boolean {
    return Math.abs(this.#world.clock.now() - sinceMs) < ms;
  }
}

/** What doors say of a folder that is not there, or of a message that was to go into it. */
export function mayLackFolder(error: unknown): boolean {
  if (!isMailgrantError(error)) return false;
  return (
    error.code === 'mail-folder-unknown' ||
    error.code === 'graph-not-found' ||
    error.code === 'mail-message-gone'
  );
}
