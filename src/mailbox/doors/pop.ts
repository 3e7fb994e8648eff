// The door by POP3: one folder, no flags, no search, and a mailbox that is locked for whoever is inside (RFC 1939). What a
// list shows is read from the headers; what was read once is not asked for again.

import { invariant } from '../../base/invariant.ts';
import { deleteMessages } from '../../mail/pop/delete-messages.ts';
import { listMessages, type PopHead } from '../../mail/pop/list-messages.ts';
import { Maildrop } from '../../mail/pop/maildrop.ts';
import { messageSource } from '../../mail/pop/message-source.ts';
import type { PopPlace } from '../../mail/pop/open.ts';
import { readHeader } from '../../mime/header.ts';
import type { MailboxWorld } from '../context.ts';
import { knownOf } from '../known.ts';
import type { DoorMessage, Locator, ReadDoor, Wanted } from './door.ts';
import { enteredAs } from './entered-as.ts';

/** Headers of 2 kB each are 10 MB. The oldest are forgotten, and asked for again. */
const headsMax = 5_000;
/** Longer ones are read again when they are wanted. */
const keptHeadBytesMax = 8 * 1024;

export function openPopDoor(world: MailboxWorld): ReadDoor {
  const place = popPlaceOf(world);
  const maildrop = new Maildrop(place, world.limits);
  const heads = new Map<string, PopHead>();

  async function* list(options: {
    limit?: number | undefined;
    signal?: AbortSignal | undefined;
  }): AsyncGenerator<DoorMessage, void> {
    for await (const found of listMessages(place, maildrop, heads, options)) {
      remember(heads, found);
      yield popMessageOf(found);
    }
  }

  return {
    service: 'pop',
    async folders({ signal, counts = false } = {}) {
      // Only to count them is it worth to lock the maildrop, which others (a watch of our own) wait for.
      const total = counts
        ? await maildrop.visit(
            { fresh: true, signal },
            async ({ listing }) => (await listing.all(signal)).length,
          )
        : undefined;
      return [
        { handle: 'INBOX', names: ['INBOX'], use: 'inbox', selectable: true, total, unread: undefined },
      ];
    },
    list: (_folder, query = {}) => list(query),
    async find(_folder, wanted, options = {}) {
      const found: DoorMessage[] = [];
      for await (const message of list(options)) if (isWanted(message, wanted)) found.push(message);
      return found;
    },
    source: (message, { signal, fromByte } = {}) =>
      messageSource(place, maildrop, nameOf(message), { signal, fromByte }),
    async remove(messages, options = {}) {
      if (messages.length > 0) await deleteMessages(place, maildrop, messages.map(nameOf), options);
    },
    close: () => maildrop.close(),
  };
}

/** How POP is reached for one mailbox: for whoever reads and whoever watches. */
export function popPlaceOf(world: MailboxWorld): PopPlace {
  const { account, tokens, servers, dialer, clock, log } = world;
  return {
    tokens,
    account: account.ref,
    known: knownOf(world),
    server: servers.pop,
    dialer,
    clock,
    log,
    ...enteredAs(world),
  };
}

export function popMessageOf({ name, bytes, head }: PopHead): DoorMessage {
  const { messageId, subject, from, to, cc, sentAtMs } = readHeader(head);
  return {
    locator: { by: 'pop', uidl: name },
    messageId,
    subject,
    from,
    to,
    cc,
    sentAtMs,
    // POP tells neither when a message came nor what was done with it.
    receivedAtMs: undefined,
    flags: undefined,
    bytes,
    hasAttachments: undefined,
    preview: undefined,
  };
}

function isWanted({ messageId, sentAtMs }: DoorMessage, wanted: Wanted): boolean {
  if (wanted.messageId !== undefined) return withoutBrackets(messageId) === withoutBrackets(wanted.messageId);
  const second = (atMs: number | undefined): number | undefined =>
    atMs === undefined ? undefined : Math.floor(atMs / 1000);
  return second(sentAtMs) === second(wanted.sentAtMs);
}

/** Some programs write a Message-ID without them. */
function withoutBrackets(messageId: string | undefined): string | undefined {
  return messageId?.trim().replace(/^<|>$/g, '');
}

function remember(heads: Map<string, PopHead>, found: PopHead): void {
  if (found.head.length > keptHeadBytesMax) return;
  const [oldest] = heads.keys();
  if (heads.size >= headsMax && oldest !== undefined) heads.delete(oldest);
  heads.set(found.name, found);
}

function nameOf(locator: Locator): string {
  invariant(locator.by === 'pop', 'a door is handed the places that it gave');
  return locator.uidl;
}
