// All mailboxes behind the faces, and the post office between them. Delivery never leaves the machine: what is
// addressed to strangers is written down in `submissions` and goes no further.

import type { Clock } from '../../base/clock.ts';
import { consumersTenantId, type Directory, type MailboxSettings } from '../model.ts';
import { type Change, type ChangeListener, Listeners } from './change.ts';
import { Content } from './content.ts';
import { IdCipher } from './ids.ts';
import type { Flag, Item } from './item.ts';
import { type MailLedger, MemoryLedger } from './ledger.ts';
import { Mailbox } from './mailbox.ts';
import { completeMessage, nonDeliveryReport, withCrlf, withoutBcc } from './post.ts';

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

export const submissionsKeptMax = 1000;

export class MailStore {
  readonly #directory: Directory;
  readonly #clock: Clock;
  readonly #mailboxes = new Map<MailboxSettings, Mailbox>();
  readonly #listeners = new Listeners();
  readonly #submissions: Submission[] = [];
  readonly #ledger: MailLedger;
  readonly #cipher: IdCipher;

  constructor(options: { directory: Directory; clock: Clock; ledger?: MailLedger | undefined }) {
    this.#directory = options.directory;
    this.#clock = options.clock;
    this.#ledger = options.ledger ?? new MemoryLedger();
    this.#cipher = new IdCipher(this.#ledger.idKey);
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
   * copy keeps Bcc, the others do not.
   */
  submit(options: {
    sender: Mailbox;
    from: string;
    recipients: readonly string[];
    raw: Buffer;
    saveToSentItems?: boolean;
  }): Submission {
    const { sender, from } = options;
    const recipients = [...new Map(options.recipients.map((to) => [to.toLowerCase(), to])).values()];
    const content = new Content(completeMessage(options.raw, { from, nowMs: this.#clock.now() }));
    if (options.saveToSentItems ?? true) {
      sender.append(sender.wellKnown('sentitems'), { content, flags: ['\\Seen'] });
    }
    const visible = withoutBcc(content);
    const reached = new Set<Mailbox>();
    for (const recipient of recipients) {
      const mailbox = this.mailbox(recipient);
      if (mailbox && !reached.has(mailbox)) {
        reached.add(mailbox);
        mailbox.append(mailbox.wellKnown('inbox'), { content: visible });
      } else if (!mailbox && this.#isLocalDomain(recipient)) {
        const report = nonDeliveryReport(content, { recipient, sender: from, nowMs: this.#clock.now() });
        sender.append(sender.wellKnown('inbox'), { content: new Content(report) });
      }
    }
    const submission = { sender, from, recipients, raw: content.raw, atMs: this.#clock.now() };
    this.#submissions.push(submission);
    if (this.#submissions.length > submissionsKeptMax) this.#submissions.shift();
    return submission;
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

export type { Change, Item, Mailbox };
