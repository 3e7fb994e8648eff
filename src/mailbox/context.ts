// What every verb is given: one mailbox, its doors (each opened when it is first asked for), and the way from an id to
// where the message is. Closed by the Mailbox that made it.

import type { Clock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import type { Logger } from '../base/logger.ts';
import type { Service, TokenSource } from '../base/token-source.ts';
import { fail } from '../errors/error.ts';
import type { MailServer } from '../identity/provider.ts';
import type { Door, SignInAs } from '../mail/door.ts';
import type { MailboxLimits } from '../mail/limits.ts';
import type { DoorFolder, ReadDoor, ReadService } from './doors/door.ts';
import { FolderTree } from './folders.ts';
import { Locations } from './locate.ts';
import type { MailboxAccount } from './message.ts';
import { routeOf, type Verb } from './routes.ts';

/** Everything outside of mailbox/ that the verbs need; app/ hands it in. */
export interface MailboxWorld {
  readonly account: MailboxAccount;
  /** The mailbox that is opened: the account's own, or a shared one that it has rights to. */
  readonly address: string;
  /** What the account is connected for. */
  readonly connected: readonly Service[];
  readonly tokens: TokenSource;
  /** By which names servers are told of the mailbox. Default: by its address. */
  readonly signInAs?: SignInAs | undefined;
  readonly servers: Readonly<Record<'imap' | 'pop' | 'smtp', MailServer>> & { readonly graph: string };
  /** The way to the mail servers. */
  readonly dialer: Door['dialer'];
  readonly fetch: typeof fetch;
  /** Of this mailbox, shared with everybody else in the process. */
  readonly limits: MailboxLimits;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
}

/** Opens a door for reading; handed in so that a test can stand in for a server. */
export type OpenDoor = (service: ReadService, world: MailboxWorld) => ReadDoor;

/** Folders come and go rarely, and by other programs, too: a run of verbs asks once, a process that lives for days again. */
const foldersKeepMs = 5_000;

interface KnownFolders {
  readonly tree: Promise<FolderTree>;
  readonly askedAtMs: number;
}

export class MailboxContext {
  readonly world: MailboxWorld;
  readonly locations = new Locations();
  readonly #open: OpenDoor;
  readonly #doors = new Map<ReadService, ReadDoor>();
  readonly #trees = new Map<ReadService, KnownFolders>();
  readonly #closers = new Closers();

  constructor(world: MailboxWorld, open: OpenDoor) {
    this.world = world;
    this.#open = open;
  }

  /** True where the mailbox is not the account's own. */
  get isShared(): boolean {
    return this.world.address.toLowerCase() !== this.world.account.address.toLowerCase();
  }

  route(verb: Verb, via?: Service): Service {
    const { account, connected } = this.world;
    return routeOf(verb, { account: account.ref, connected, via });
  }

  /** The door for a verb that reads or files. @throws what `routeOf` throws */
  doorFor(verb: Exclude<Verb, 'send' | 'profile' | 'subscriptions'>, via?: Service): ReadDoor {
    // The routes of these verbs name doors for reading only (routes.ts).
    return this.door(this.route(verb, via) as ReadService);
  }

  door(service: ReadService): ReadDoor {
    const known = this.#doors.get(service);
    if (known) return known;
    const door = this.#open(service, this.world);
    this.#doors.set(service, door);
    this.#closers.push(() => door.close());
    return door;
  }

  /** The folders by this door, asked for once in a while. */
  folders(
    door: ReadDoor,
    options: { signal?: AbortSignal | undefined /** Asks again, with counts. */; counts?: boolean } = {},
  ): Promise<FolderTree> {
    const { signal, counts = false } = options;
    const known = this.#known(door);
    return known && !counts ? known.tree : this.#ask(door, { signal, counts });
  }

  /**
   * One of them, by what a person types. Where that is but the last name of one that is known, it may be the whole of one which
   * another program has made since: asked again, before something else is taken for it.
   *
   * @throws `folder-unknown`
   */
  async folder(
    door: ReadDoor,
    given: string,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<readonly [path: string, folder: DoorFolder]> {
    const isOld = this.#known(door) !== undefined;
    const known = await this.folders(door, options);
    const whole = known.findWhole(given);
    if (whole) return whole;
    if (door.service === 'pop')
      throw fail('folder-not-by-pop', { account: this.world.address, folder: given });
    const tree = isOld ? await this.#ask(door, { ...options, counts: false }) : known;
    return tree.find(given, this.world.address);
  }

  /** One of them, by its path. */
  async folderAt(
    door: ReadDoor,
    path: string,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<DoorFolder | undefined> {
    const isOld = this.#known(door) !== undefined;
    const known = (await this.folders(door, options)).get(path);
    return known || !isOld ? known : (await this.#ask(door, { ...options, counts: false })).get(path);
  }

  #known(door: ReadDoor): KnownFolders | undefined {
    const known = this.#trees.get(door.service);
    // By the absolute difference: a clock that was set back makes nothing last for hours.
    const ageMs = known ? Math.abs(this.world.clock.now() - known.askedAtMs) : 0;
    return ageMs < foldersKeepMs ? known : undefined;
  }

  #ask(
    door: ReadDoor,
    { signal, counts }: { signal?: AbortSignal | undefined; counts: boolean },
  ): Promise<FolderTree> {
    const tree = door.folders({ signal, counts }).then((folders) => new FolderTree(folders));
    const asked = { tree, askedAtMs: this.world.clock.now() };
    this.#trees.set(door.service, asked);
    // A failure is not remembered: the next verb asks again.
    tree.catch(() => {
      if (this.#trees.get(door.service) === asked) this.#trees.delete(door.service);
    });
    return tree;
  }

  /** The folders have changed: the next verb asks for them again. */
  forgetFolders(): void {
    this.#trees.clear();
  }

  /** Ended with the mailbox, in the reverse order. */
  onClose(close: () => void | Promise<void>): void {
    this.#closers.push(close);
  }

  close(): Promise<void> {
    return this.#closers.close();
  }
}
