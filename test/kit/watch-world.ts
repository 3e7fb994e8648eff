// A mailbox over a sandbox, and somebody who writes down what a watch tells of it.

import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { MailboxEvent, WatchStatus } from '../../src/mailbox/watching/events.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import type { MintedTokens } from './minted-tokens.ts';
import { wayTo } from './way-to.ts';

export async function mailboxOver(
  sandbox: Sandbox,
  tokens: MintedTokens,
  changed: Partial<MailboxWorld> = {},
): Promise<Mailbox> {
  const clock: Clock = changed.clock ?? systemClock();
  const address = seed.contoso.anna.name;
  return new Mailbox({
    account: {
      // A brand over a plain string: this stands in for the store, which makes it.
      id: 'account-1' as AccountId,
      ref: 'anna',
      address,
      kind: 'delegated',
      personal: false,
      displayName: undefined,
    },
    address,
    connected: ['imap', 'pop', 'smtp', 'graph'],
    tokens,
    servers: { ...sandbox.cloud.servers, graph: sandbox.urls.graph },
    dialer: wayTo(sandbox.ca.pem),
    fetch: changed.fetch ?? (await createFetch({ caPem: sandbox.ca.pem })),
    limits: new LimitsRegistry(clock).of(address),
    clock,
    ...changed,
  });
}

/** A watch that is listened to in the background. */
export class Listening {
  readonly events: MailboxEvent[] = [];
  readonly statuses: WatchStatus[] = [];
  readonly onStatus = (status: WatchStatus): void => {
    this.statuses.push(status);
    this.#stir();
  };
  #waiting: Array<() => void> = [];
  #ended: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;

  listen(events: AsyncIterable<MailboxEvent>): this {
    this.#ended = (async () => {
      try {
        for await (const event of events) {
          this.events.push(event);
          this.#stir();
        }
      } catch (error) {
        this.#failure = { error };
        this.#stir();
      }
    })();
    return this;
  }

  /** Resolves when `isSo`, which is asked after everything that is heard. @throws what the watch threw */
  async until(isSo: (heard: this) => boolean): Promise<void> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (isSo(this)) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Resolves when the watch has said so `count` times. */
  status(kind: WatchStatus['kind'], count = 1): Promise<void> {
    return this.until(({ statuses }) => statuses.filter((one) => one.kind === kind).length >= count);
  }

  async ended(): Promise<void> {
    await this.#ended;
    if (this.#failure) throw this.#failure.error;
  }

  get told(): string[] {
    return this.events.map(({ kind, id }) => `${kind} ${id}`);
  }

  #stir(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** A message that can be told from others by its name. */
export function letter(name: string, text = 'Hello.'): string {
  return [
    'From: Ben <ben@contoso.example>',
    'To: anna@contoso.example',
    `Subject: ${name}`,
    'Date: Sun, 01 Nov 2026 08:00:00 +0000',
    `Message-ID: <${name}@contoso.example>`,
    '',
    text,
    '',
  ].join('\r\n');
}
