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
import type { FolderTree, NamedFolder } from './folders.ts';
import { type FoldersAsked, KnownFolders, mayLackFolder } from './known-folders.ts';
import { Locations } from './locate.ts';
import type { FolderUse, MailboxAccount } from './message.ts';
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

export class MailboxContext {
  readonly world: MailboxWorld;
  readonly locations = new Locations();
  readonly #open: OpenDoor;
  readonly #folders: KnownFolders;
  readonly #doors = new Map<ReadService, ReadDoor>();
  readonly #closers = new Closers();

  constructor(world: MailboxWorld, open: OpenDoor) {
    this.world = world;
    this.#open = open;
    this.#folders = new KnownFolders(world);
  }

  /** True where the mailbox is not the account's own. */
  get isShared(): boolean {
    return this.world.address.toLowerCase() !== this.world.account.address.toLowerCase();
  }

  route(verb: Verb, via?: Service): Service {
    const { account, connected } = this.world;
    return routeOf(verb, { account: account.ref, connected, via, isApp: account.kind === 'app' });
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

  /** Every folder by this door, for who means all of them. */
  folders(
    door: ReadDoor,
    options: FoldersAsked & { /** Asks again, with counts. */ readonly counts?: boolean } = {},
  ): Promise<FolderTree> {
    return options.counts ? this.#folders.ask(door, options) : this.#folders.all(door, options);
  }

  /**
   * One of them, by what a person types. Where that is but the last name of one that is known, it may be the whole of one which
   * another program has made since: asked again, before something else is taken for it.
   *
   * @throws `folder-unknown`
   */
  async folder(door: ReadDoor, given: string, options: FoldersAsked = {}): Promise<NamedFolder> {
    const { tree, isKept } = await this.#folders.tree(door, options);
    const whole = tree.findWhole(given);
    if (whole && (!isKept || (await this.#folders.stands(door, whole[1], options)))) return whole;
    if (door.service === 'pop')
      throw fail('folder-not-by-pop', { account: this.world.address, folder: given });
    return (isKept ? await this.#folders.ask(door, options) : tree).find(given, this.world.address);
  }

  /** The one with this use; undefined where the mailbox has none. */
  async folderFor(
    door: ReadDoor,
    use: FolderUse,
    options: FoldersAsked = {},
  ): Promise<NamedFolder | undefined> {
    const find = (tree: FolderTree): NamedFolder | undefined =>
      tree.selectable().find(([, folder]) => folder.use === use);
    // A handle that is a name may have gone to another folder; a list of names is one question.
    const known = door.stands ? find((await this.#folders.tree(door, options)).tree) : undefined;
    return known ?? find(await this.#folders.all(door, options));
  }

  /**
   * Works with a folder by what a person types. Where the work shows that it is not there any more, they are asked for again,
   * and the work is done once more where another has the name now.
   *
   * @param work - has done nothing where it fails for want of the folder
   */
  async inFolder<T>(
    door: ReadDoor,
    given: string,
    options: FoldersAsked,
    work: (path: string, folder: DoorFolder) => Promise<T>,
  ): Promise<T> {
    const [path, folder] = await this.folder(door, given, options);
    try {
      return await work(path, folder);
    } catch (error) {
      const fresh = await this.#withoutIt(door, folder, { error, options });
      return work(...fresh.find(given, this.world.address));
    }
  }

  /** The same by its path; undefined where there is none. */
  async inFolderAt<T>(
    door: ReadDoor,
    path: string,
    options: FoldersAsked,
    work: (folder: DoorFolder) => Promise<T>,
  ): Promise<T | undefined> {
    const folder = await this.#folderAt(door, path, options);
    if (!folder?.selectable) return undefined;
    try {
      return await work(folder);
    } catch (error) {
      const again = (await this.#withoutIt(door, folder, { error, options })).get(path);
      return again?.selectable ? work(again) : undefined;
    }
  }

  async #folderAt(door: ReadDoor, path: string, options: FoldersAsked): Promise<DoorFolder | undefined> {
    const { tree, isKept } = await this.#folders.tree(door, options);
    const known = tree.get(path);
    if (!isKept || (known && (await this.#folders.stands(door, known, options)))) return known;
    return (await this.#folders.ask(door, options)).get(path);
  }

  /** The folders, once more, after an error for want of this one. @throws the error, where it is there or is not the reason */
  async #withoutIt(
    door: ReadDoor,
    folder: DoorFolder,
    { error, options }: { error: unknown; options: FoldersAsked },
  ): Promise<FolderTree> {
    if (!mayLackFolder(error) || (await door.stands?.(folder, options))) throw error;
    const fresh = await this.#folders.ask(door, options);
    if (fresh.all().some(({ handle }) => handle === folder.handle)) throw error;
    return fresh;
  }

  /** The folders have changed: the next verb asks for them again. */
  forgetFolders(): void {
    this.#folders.forget();
  }

  /** Ended with the mailbox, in the reverse order. */
  onClose(close: () => void | Promise<void>): void {
    this.#closers.push(close);
  }

  close(): Promise<void> {
    return this.#closers.close();
  }
}
