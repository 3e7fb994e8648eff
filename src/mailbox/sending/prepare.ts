// From what a caller handed in to a message that is ready for any route.

import { randomBytes } from 'node:crypto';
import { type ComposeWorld, compose, composeRaw } from '../../mime/compose.ts';
import type { Openable, OutgoingAddress } from '../../mime/outgoing.ts';
import type { PreparedMessage, PrepareOptions } from '../../mime/prepared.ts';
import { type TakenApart, takeApart } from '../../mime/take-apart.ts';
import type { MailboxWorld } from '../context.ts';
import { fileOf, withAttachments } from './attachments.ts';
import type { RawToSend, ToSend } from './message.ts';

/**
 * The same message without its attachments, and those apart, for a route that takes them one by one. Bcc is in it. In words,
 * why not, where something would be lost.
 */
export type Split = () => Promise<TakenApart | string>;

/** Runs `work` while the message's attachments are at hand. @throws `compose-...`, `attachment-unreadable` */
export async function withPrepared<T>(
  world: MailboxWorld,
  message: ToSend,
  work: (prepared: PreparedMessage, split: Split) => Promise<T>,
  options: Pick<PrepareOptions, 'isDraft' | 'renew'> = {},
): Promise<T> {
  const writer = composeWorld(world);
  if ('raw' in message) {
    const { raw, envelope } = message;
    const prepared = await composeRaw(await rawOf(raw), writer, { ...options, envelope });
    return work(prepared, () => takeApart(prepared.withBcc().source));
  }
  const from = fromAddress(message.from, world.account);
  return withAttachments(message.attachments ?? [], async (attachments) => {
    const prepared = await compose({ ...message, from, attachments }, writer, options);
    const { messageId } = prepared;
    const dateMs = message.dateMs ?? writer.nowMs;
    return work(prepared, async () => {
      const head = await compose({ ...message, from, messageId, dateMs, attachments: [] }, writer, options);
      return { rest: head.withBcc(), attachments };
    });
  });
}

function composeWorld({ account, address, clock }: MailboxWorld): ComposeWorld {
  // The account's own name is not that of a shared mailbox.
  const own = address.toLowerCase() === account.address.toLowerCase();
  return {
    from: { address, ...(own && account.displayName !== undefined ? { name: account.displayName } : {}) },
    nowMs: clock.now(),
    random: () => randomBytes(16).toString('hex'),
  };
}

/** A sign-in name from which no mail comes means the mailbox that it opens. */
function fromAddress(
  from: OutgoingAddress | undefined,
  { signInName, address }: MailboxWorld['account'],
): OutgoingAddress | undefined {
  if (from === undefined || signInName === undefined) return from;
  const isMeant = (text: string): boolean => text.trim().toLowerCase() === signInName.toLowerCase();
  if (typeof from !== 'string') return isMeant(from.address) ? { ...from, address } : from;
  if (isMeant(from)) return address;
  const [, name = '', inBrackets = ''] = /^(.*)<([^<>]*)>\s*$/s.exec(from) ?? [];
  return isMeant(inBrackets) ? `${name}<${address}>` : from;
}

async function rawOf(raw: RawToSend['raw']): Promise<Openable> {
  if (typeof raw === 'function') return raw;
  if (typeof raw === 'object' && 'path' in raw) return fileOf(raw.path);
  const bytes = Buffer.from(raw as Uint8Array);
  return async function* () {
    yield bytes;
  };
}
