// Which of Graph's folders has the path that is watched. An id survives a rename, and a folder that somebody deletes goes on to
// live in Deleted Items under the id that it had (docs/adr/0125); what is made anew under its name has another. Nothing tells
// of that, so it is looked at from time to time.

import { fail } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { WatchedFolder } from './source.ts';

/** As rarely as IMAP's folders (mail/imap/watch.ts), but within the time that folders are kept for: one request and not ten. */
const renewalMs = 4 * 60_000;

export class GraphPlace {
  readonly #context: MailboxContext;
  readonly #path: string;
  /** One with a use keeps it, whatever it is called. */
  readonly #hasUse: boolean;
  #folder: string;
  #lookedAtMs: number;
  #isDoubtful = false;

  /** @param watched - as it was found just now */
  constructor(context: MailboxContext, { path, folder }: WatchedFolder) {
    this.#context = context;
    this.#path = path;
    this.#hasUse = folder.use !== undefined;
    this.#folder = folder.handle;
    this.#lookedAtMs = context.world.clock.now();
  }

  /** Its id. */
  get folder(): string {
    return this.#folder;
  }

  /** Something has failed that may have failed for want of the folder. */
  doubt(): void {
    this.#isDoubtful = true;
  }

  /** Finds it anew where it is time to. @throws `folder-unknown` */
  async look(signal: AbortSignal): Promise<void> {
    const context = this.#context;
    const { address, clock } = context.world;
    const isOld = !this.#hasUse && Math.abs(clock.now() - this.#lookedAtMs) >= renewalMs;
    if (!isOld && !this.#isDoubtful) return;
    if (this.#isDoubtful) context.forgetFolders();
    const found = await context.inFolderAt(context.door('graph'), this.#path, { signal }, (folder) =>
      Promise.resolve(folder.handle),
    );
    if (found === undefined) throw fail('folder-unknown', { account: address, folder: this.#path });
    this.#folder = found;
    this.#lookedAtMs = clock.now();
    this.#isDoubtful = false;
  }
}
