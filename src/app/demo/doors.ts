// Every door of one mailbox, each opened with the token that belongs to it: the same message is sent by SMTP, seen by
// IMAP and Graph, fetched by POP, deleted by Graph and seen gone by IMAP. By the verbs that everybody has.

import { randomUUID } from 'node:crypto';
import type { Closers } from '../../base/closers.ts';
import { Secret } from '../../base/secret.ts';
import type { Service } from '../../base/token-source.ts';
import { type ChangeNotification, openNotificationReceiver } from '../../mail/graph/notification-receiver.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { MessageSummary } from '../../mailbox/message.ts';
import type { MailboxEvent, WatchStatus } from '../../mailbox/watching/events.ts';
import { firstMatch } from './first-match.ts';
import { expectSame, type Steps, Unexpected } from './show.ts';

export interface DoorsOptions {
  /** Anna's own. Closed by the caller. */
  readonly box: Mailbox;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** What is opened on the way is closed by the caller. */
  readonly closers: Closers;
}

/** @throws StepFailed after the first step that was not as it should be */
export async function throughTheDoors({ box, steps, signal, closers }: DoorsOptions): Promise<void> {
  steps.heading('Every door, with the token that belongs to it');

  await steps.step(
    'IMAP: inbox listed',
    async () => {
      const listed = await all(box, 'imap');
      if (listed.length === 0) throw new Unexpected('messages in the inbox', 'at least one', '0');
      return listed;
    },
    ({ length, 0: newest }) => `${length} messages, newest "${newest?.subject ?? ''}"`,
  );

  const watching = new AbortController();
  const changes = await steps.step(
    'IMAP: IDLE on the inbox',
    async (soon) => {
      closers.push(() => watching.abort());
      const statuses = firstMatch<WatchStatus>();
      const until = AbortSignal.any([signal, watching.signal]);
      const events = box.watch('inbox', { via: 'imap', signal: until, onStatus: statuses.push });
      const changes = firstMatch<MailboxEvent>(events);
      const begun = await statuses.find(({ kind }) => kind === 'connected', soon);
      expectSame('way', 'idle', begun.kind === 'connected' ? begun.way : begun.kind);
      return changes;
    },
    () => 'a second connection waits',
  );

  const notifications = firstMatch<ChangeNotification>();
  const subscription = await steps.step(
    'Graph: subscribed to the inbox',
    async () => {
      const clientState = new Secret(randomUUID());
      const receiver = await openNotificationReceiver({ clientState, onNotification: notifications.push });
      closers.push(() => receiver.close());
      const created = await box.subscriptions.create({
        notificationUrl: receiver.url,
        folder: 'inbox',
        events: ['created'],
        clientState,
        lifetimeMs: 3_600_000,
      });
      closers.push(() => box.subscriptions.delete(created.id));
      return created;
    },
    () => 'the validation was answered',
  );

  const subject = 'One consent, a token per resource';
  const sent = await steps.step(
    'SMTP: message sent',
    async () => {
      const message = { to: box.address, subject, text: 'Sent by the demonstration.' };
      const { reply = '', messageId } = await box.send(message, { via: 'smtp' });
      if (!reply.startsWith('250 2.0.0')) throw new Unexpected('reply', '250 2.0.0 ...', reply);
      return { reply, messageId };
    },
    ({ reply }) => reply.slice(0, 12),
  );
  const { messageId } = sent;

  const arrived = await steps.step(
    'IMAP: seen arriving by IDLE',
    (soon) =>
      changes.find(({ kind, message }) => kind === 'created' && message?.messageId === messageId, soon),
    ({ kind, message }) => `${kind}: "${message?.subject ?? ''}"`,
  );
  await steps.step(
    'Graph: told by a notification',
    (soon) =>
      notifications.find(
        (told) => told.subscriptionId === subscription.id && told.changeType === 'created',
        soon,
      ),
    ({ changeType, resource }) => `${changeType}, ${resource.split('/').slice(0, 1).join()}/.../Messages/...`,
  );
  await steps.step(
    'IMAP: fetched',
    () => fetched(box, arrived.id, { via: 'imap', messageId }),
    (bytes) => `${bytes} bytes`,
  );
  await steps.step(
    'POP: fetched',
    async () => {
      const listed = await all(box, 'pop');
      const [newest] = listed;
      if (!newest) throw new Unexpected('messages by POP', 'at least one', '0');
      return { count: listed.length, bytes: await fetched(box, newest.id, { via: 'pop', messageId }) };
    },
    ({ count, bytes }) => `${bytes} bytes, ${count} messages`,
  );
  await steps.step(
    'Graph: profile read',
    async () => {
      const profile = await box.profile();
      expectSame('mail', box.address, profile.address);
      return profile;
    },
    ({ displayName, address }) => `${displayName ?? ''} <${address ?? ''}>`,
  );
  await steps.step(
    'Graph: message deleted',
    () => box.delete([arrived.id], { via: 'graph' }),
    () => 'to Deleted Items',
  );
  await steps.step(
    'IMAP: seen gone',
    async (soon) => {
      await changes.find(({ kind, id }) => kind === 'deleted' && id === arrived.id, soon);
      const left = (await all(box, 'imap')).filter((message) => message.messageId === messageId);
      expectSame('copies left in the inbox', 0, left.length);
    },
    () => 'EXPUNGE by IDLE, and the list has it no more',
  );
}

async function all(box: Mailbox, via: Service): Promise<readonly MessageSummary[]> {
  const listed: MessageSummary[] = [];
  for await (const message of box.list('inbox', { via })) listed.push(message);
  return listed;
}

/** Its octets. */
async function fetched(
  box: Mailbox,
  id: string,
  { via, messageId }: { via: Service; messageId: string },
): Promise<number> {
  const pieces: Uint8Array[] = [];
  for await (const piece of box.source(id, { via })) pieces.push(piece);
  const raw = Buffer.concat(pieces);
  if (!raw.includes(messageId)) throw new Unexpected('Message-ID', messageId, 'another message');
  return raw.length;
}
