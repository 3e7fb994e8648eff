// All mailboxes behind the faces, and the post office between them. Delivery never leaves the machine: what is
// addressed to strangers is written down in `submissions` and goes no further.

import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { consumersTenantId, type Directory, type MailboxSettings } from '../model.ts';
import { memoryShelf, type Shelf } from '../shelf.ts';
import { type ChangeListener, Listeners } from './change.ts';
import { Content } from './content.ts';
import { IdCipher } from './ids.ts';
import type { Flag, Item } from './item.ts';
import { type MailLedger, MemoryLedger } from './ledger.ts';
import { Mailbox } from './mailbox.ts';
import { Pace } from './pace.ts';
import { completeMessage, withCrlf, withoutBcc } from './post.ts';
import { type Fate, isWanted, type Recipient, type ReportWishes, report } from './reports.ts';

export interface Submission {
  readonly sender: Mailbox;
  /** Envelope sender. */
  readonly from: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  readonly atMs: number;
}

export interface DeliverOptions {
  /** Well-known name, id or path. Default: 'inbox'. */
  readonly folder?: string;
  readonly flags?: readonly Flag[];
  readonly receivedMs?: number;
}

/** A message that was taken over and not carried yet, as it is kept. */
interface Waiting {
  /** Address of the mailbox. */
  readonly sender: string;
  readonly raw: Buffer;
  readonly saveToSentItems: boolean;
  readonly trace: string;
  readonly wishes: ReportWishes;
  readonly from: string;
  readonly recipients: readonly Recipient[];
}

export const submissionsKeptMax = 1000;

export class MailStore {
  readonly #directory: Directory;
  readonly #clock: Clock;
  readonly #mailboxes = new Map<MailboxSettings, Mailbox>();
  readonly #listeners = new Listeners();
  readonly #submissions: Submission[] = [];
  readonly #ledger: MailLedger;
  readonly #cipher: IdCipher;

  readonly #pace: Pace;
  readonly #waiting: Map<string, Waiting>;

  constructor(options: {
    directory: Directory;
    clock: Clock;
    ledger?: MailLedger | undefined;
    /** How many messages of a mailbox are delivered in a minute; 0 for no limit. Default: none. */
    perMinute?: () => number;
    shelf?: Shelf;
  }) {
    this.#directory = options.directory;
    this.#clock = options.clock;
    this.#ledger = options.ledger ?? new MemoryLedger();
    this.#cipher = new IdCipher(this.#ledger.idKey);
    this.#pace = new Pace({ clock: options.clock, perMinute: options.perMinute ?? (() => 0) });
    this.#waiting = (options.shelf ?? memoryShelf).map('waiting-submission');
    for (const [key, letter] of [...this.#waiting]) this.#run(key, letter);
  }

  /** By primary address or alias; undefined where the directory knows no such mailbox. */
  mailbox(address: string): Mailbox | undefined {
    const settings = this.#directory.mailboxByAddress(address);
    return settings && this.mailboxOf(settings);
  }

  mailboxOf(settings: MailboxSettings): Mailbox {
    const existing = this.#mailboxes.get(settings);
    if (existing) return existing;
    const owner = settings.ownerId === undefined ? undefined : this.#directory.users.get(settings.ownerId);
    const mailbox = new Mailbox(settings, {
      clock: this.#clock,
      personal: owner?.tenantId === consumersTenantId,
      tell: (change) => this.#listeners.tell(change),
      ledger: this.#ledger,
      cipher: this.#cipher,
      key: settings.id ?? settings.address.toLowerCase(),
    });
    this.#mailboxes.set(settings, mailbox);
    return mailbox;
  }

  /** Names of the folders of `address`, parents before children. */
  folders(address: string): string[] {
    return (
      this.mailbox(address)
        ?.folders()
        .map((folder) => folder.path) ?? []
    );
  }

  /** The messages of one folder, oldest first. */
  list(address: string, folder = 'inbox'): readonly Item[] {
    return this.mailbox(address)?.folder(folder)?.items ?? [];
  }

  /** Puts a message into the mailbox of `to` as if it had come from outside; undefined where there is no such mailbox. */
  deliver(raw: Buffer | string, to: string, options: DeliverOptions = {}): Item | undefined {
    const mailbox = this.mailbox(to);
    const folder = mailbox?.folder(options.folder ?? 'inbox');
    if (!mailbox || !folder) return undefined;
    return mailbox.append(folder, {
      content: new Content(withCrlf(raw)),
      receivedMs: options.receivedMs,
      flags: options.flags ?? [],
    });
  }

  /**
   * Takes a message over from a sender: once into Sent Items, once into each local recipient's Inbox. The sender's
   * copy keeps Bcc, the others do not. What is more than the mailbox may send in a minute waits for its turn.
   */
  submit(options: {
    sender: Mailbox;
    from: string;
    recipients: readonly (string | Recipient)[];
    raw: Buffer;
    saveToSentItems?: boolean;
    /** Fields of the way here, for the recipients' copies. */
    trace?: string;
    wishes?: ReportWishes;
  }): Submission {
    const { sender, from, trace = '', wishes = {} } = options;
    const wanted = options.recipients.map((to) => (typeof to === 'string' ? { address: to } : to));
    const recipients = [...new Map(wanted.map((to) => [to.address.toLowerCase(), to])).values()];
    const content = new Content(completeMessage(options.raw, { from, nowMs: this.#clock.now() }));
    const submission = {
      sender,
      from,
      recipients: recipients.map(({ address }) => address),
      raw: content.raw,
      atMs: this.#clock.now(),
    };
    this.#submissions.push(submission);
    if (this.#submissions.length > submissionsKeptMax) this.#submissions.shift();
    const { saveToSentItems = true } = options;
    const letter = {
      sender: sender.address,
      raw: content.raw,
      saveToSentItems,
      trace,
      wishes,
      from,
      recipients,
    };
    this.#run(randomUUID(), letter);
    return submission;
  }

  /** Carries `letter`, or keeps it until its turn comes: it was acknowledged, and must not be lost. */
  #run(key: string, letter: Waiting): void {
    const sender = this.mailbox(letter.sender);
    if (!sender) return void this.#waiting.delete(key);
    const carried = this.#pace.run(sender, () => {
      this.#waiting.delete(key);
      const content = new Content(letter.raw);
      if (letter.saveToSentItems) {
        sender.append(sender.wellKnown('sentitems'), { content, flags: ['\\Seen'] });
      }
      this.#carry({ ...letter, content, sender });
    });
    if (!carried && !this.#waiting.has(key)) this.#waiting.set(key, letter);
  }

  /** Delivers what waits for its turn at once. For the end. */
  settle(): void {
    this.#pace.settle();
  }

  #carry(letter: {
    content: Content;
    trace: string;
    wishes: ReportWishes;
    sender: Mailbox;
    from: string;
    recipients: readonly Recipient[];
  }): void {
    const { content, trace, sender, from } = letter;
    const bare = withoutBcc(content);
    const visible = trace === '' ? bare : new Content(Buffer.concat([Buffer.from(trace, 'utf8'), bare.raw]));
    const reached = new Set<Mailbox>();
    for (const recipient of letter.recipients) {
      const mailbox = this.mailbox(recipient.address);
      const fate = this.#fateOf(recipient, mailbox);
      if (mailbox && fate === 'delivered' && !reached.has(mailbox)) {
        reached.add(mailbox);
        mailbox.append(mailbox.wellKnown('inbox'), { content: visible });
      }
      // Nobody reports about a report (RFC 5321 section 4.5.5).
      if (from === '' || !isWanted(fate, recipient)) continue;
      const { wishes } = letter;
      const raw = report(content, { fate, recipient, sender: from, wishes, nowMs: this.#clock.now() });
      const back = this.mailbox(from) ?? sender;
      back.append(back.wellKnown('inbox'), { content: new Content(raw) });
    }
  }

  #fateOf({ address }: Recipient, mailbox: Mailbox | undefined): Fate {
    if (mailbox) return mailbox.settings.submission?.full ? 'mailbox-full' : 'delivered';
    return this.#isLocalDomain(address) ? 'no-such-recipient' : 'relayed';
  }

  /** What was sent, latest last, strangers' mail included. */
  get submissions(): readonly Submission[] {
    return this.#submissions;
  }

  /**
   * Calls `listener` for every change in every mailbox, in order. Returns how to stop it. Who cares for one folder or one
   * mailbox watches that (`folder.watch`, `mailbox.watch`) and is not woken by the others.
   */
  onChange(listener: ChangeListener): () => void {
    return this.#listeners.add(listener);
  }

  #isLocalDomain(address: string): boolean {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    return [...this.#directory.tenants.values()].some((tenant) =>
      tenant.domains.some((known) => known.toLowerCase() === domain),
    );
  }
}

export type { Item, Mailbox };
