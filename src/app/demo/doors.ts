// Every door of one mailbox, each opened with the token that belongs to it: the same message is sent by SMTP, seen by
// IMAP and Graph, fetched by POP, deleted by Graph and seen gone by IMAP.

import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { Closers } from '../../base/closers.ts';
import { Secret } from '../../base/secret.ts';
import type { TokenSource } from '../../base/token-source.ts';
import { deleteMessage } from '../../mail/graph/change.ts';
import { findByMessageId as findByGraph } from '../../mail/graph/find.ts';
import { type ChangeNotification, openNotificationReceiver } from '../../mail/graph/notification-receiver.ts';
import { readProfile } from '../../mail/graph/profile.ts';
import { createSubscription, deleteSubscription } from '../../mail/graph/subscriptions.ts';
import { fetchMessage } from '../../mail/imap/fetch-message.ts';
import { findByMessageId, listHeaders } from '../../mail/imap/list-headers.ts';
import { openImap } from '../../mail/imap/open.ts';
import type { FolderNews } from '../../mail/imap/watch.ts';
import { openPop } from '../../mail/pop/open.ts';
import { sendMail } from '../../mail/smtp/send.ts';
import { Dialer } from '../../net/dial.ts';
import { firstMatch } from './first-match.ts';
import { idleNews } from './idle.ts';
import { expectSame, type Steps, Unexpected } from './show.ts';
import type { DemoWorld } from './world.ts';

export interface DoorsOptions {
  readonly world: Pick<DemoWorld, 'anna' | 'servers' | 'ca' | 'graph'>;
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
  readonly steps: Steps;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What is opened on the way is closed by the caller. */
  readonly closers: Closers;
}

const inbox = 'INBOX';

/** @throws StepFailed after the first step that was not as it should be */
export async function throughTheDoors(options: DoorsOptions): Promise<void> {
  const { world, tokens, fetch, steps, clock, signal, closers } = options;
  const account = world.anna.address;
  const dialer = new Dialer({ clock, ca: world.ca });
  const door = (service: 'imap' | 'pop' | 'smtp') =>
    ({ tokens, account, server: world.servers[service], dialer, clock, signal }) as const;
  const graph = { tokens, account, baseUrl: world.graph, fetch, clock, signal };
  steps.heading('Every door, with the token that belongs to it');

  const session = await steps.step(
    'IMAP: inbox listed',
    async () => {
      const opened = await openImap(door('imap'));
      closers.push(() => opened.close());
      const { messages, total } = await listHeaders(opened, inbox, { limit: 3 });
      if (total === 0) throw new Unexpected('messages in the inbox', 'at least one', '0');
      return { opened, messages, total };
    },
    ({ total, messages }) => `${total} messages, newest "${messages[0]?.subject ?? ''}"`,
  );
  const imap = session.opened;

  const watching = new AbortController();
  const changes = await steps.step(
    'IMAP: IDLE on the inbox',
    async () => {
      const idling = await openImap(door('imap'));
      closers.push(() => idling.close());
      closers.push(() => watching.abort());
      const until = AbortSignal.any([signal, watching.signal]);
      return firstMatch<FolderNews>(await idleNews(idling, inbox, until));
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
      const created = await createSubscription(graph, {
        resource: "me/mailFolders('inbox')/messages",
        changes: ['created'],
        notificationUrl: receiver.url,
        clientState,
        lifetimeMs: 3_600_000,
      });
      closers.push(() => deleteSubscription(graph, created.id));
      return created;
    },
    () => 'the validation was answered',
  );

  const subject = 'One consent, a token per resource';
  const sent = await steps.step(
    'SMTP: message sent',
    async () => {
      const message = { from: account, to: [account], subject, text: 'Sent by the demonstration.' };
      const done = await sendMail(door('smtp'), message);
      if (!done.reply.startsWith('250 2.0.0')) throw new Unexpected('reply', '250 2.0.0 ...', done.reply);
      return done;
    },
    ({ reply }) => reply.slice(0, 12),
  );
  const { messageId } = sent;

  const arrived = await steps.step(
    'IMAP: seen arriving by IDLE',
    (signal) =>
      changes.find((change) => change.kind === 'arrived' && change.row.messageId === messageId, signal),
    (change) => (change.kind === 'arrived' ? `"${change.row.subject}", uid ${change.row.uid}` : ''),
  );
  await steps.step(
    'Graph: told by a notification',
    (signal) =>
      notifications.find(
        (told) => told.subscriptionId === subscription.id && told.changeType === 'created',
        signal,
      ),
    ({ changeType, resource }) => `${changeType}, ${resource.split('/').slice(0, 1).join()}/.../Messages/...`,
  );
  await steps.step(
    'IMAP: fetched',
    async () => {
      const uid = arrived.kind === 'arrived' ? arrived.row.uid : 0;
      const raw = await fetchMessage(imap, inbox, uid);
      if (!raw.includes(messageId)) throw new Unexpected('Message-ID', messageId, 'another message');
      return raw.length;
    },
    (bytes) => `${bytes} bytes`,
  );
  await steps.step(
    'POP: fetched',
    async () => {
      const pop = await openPop(door('pop'));
      try {
        const listed = (await pop.uidl()) ?? [];
        const newest = listed.at(-1);
        if (!newest) throw new Unexpected('messages by POP', 'at least one', '0');
        const raw = await pop.retr(newest.number);
        if (!raw.includes(messageId)) throw new Unexpected('Message-ID by POP', messageId, 'another message');
        return { count: listed.length, bytes: raw.length };
      } finally {
        await pop.quit();
      }
    },
    ({ count, bytes }) => `${bytes} bytes, ${count} messages`,
  );
  await steps.step(
    'Graph: profile read',
    async () => {
      const profile = await readProfile(graph);
      expectSame('mail', account, profile.mail);
      return profile;
    },
    ({ displayName, mail }) => `${displayName ?? ''} <${mail ?? ''}>`,
  );
  await steps.step(
    'Graph: message deleted',
    async () => {
      const [found] = await findByGraph(graph, messageId, { folder: 'inbox' });
      if (!found) throw new Unexpected('message in the inbox by Graph', messageId, 'not there');
      await deleteMessage(graph, found.id);
    },
    () => 'to Deleted Items',
  );
  await steps.step(
    'IMAP: seen gone',
    async (signal) => {
      await changes.find((change) => change.kind === 'gone', signal);
      const left = await findByMessageId(imap, inbox, messageId, { signal });
      expectSame('copies left in the inbox', 0, left.length);
    },
    () => 'EXPUNGE by IDLE, and a search finds nothing',
  );
}
