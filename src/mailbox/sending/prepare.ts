// From what a caller handed in to a message that is ready for any route.

import { randomBytes } from 'node:crypto';
import { type ComposeWorld, compose, composeRaw } from '../../mime/compose.ts';
import type { Openable } from '../../mime/outgoing.ts';
import type { PreparedMessage } from '../../mime/prepared.ts';
import type { MailboxWorld } from '../context.ts';
import { fileOf, withAttachments } from './attachments.ts';
import type { RawToSend, ToSend } from './message.ts';

/** Runs `work` while the message's attachments are at hand. @throws `compose-...`, `attachment-unreadable` */
export async function withPrepared<T>(
  world: MailboxWorld,
  message: ToSend,
  work: (prepared: PreparedMessage) => Promise<T>,
): Promise<T> {
  const writer = composeWorld(world);
  if ('raw' in message) return work(await composeRaw(await rawOf(message.raw), writer, message.envelope));
  return withAttachments(message.attachments ?? [], async (attachments) =>
    work(await compose({ ...message, attachments }, writer)),
  );
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

async function rawOf(raw: RawToSend['raw']): Promise<Openable> {
  if (typeof raw === 'function') return raw;
  if (typeof raw === 'object' && 'path' in raw) return fileOf(raw.path);
  const bytes = Buffer.from(raw as Uint8Array);
  return async function* () {
    yield bytes;
  };
}
