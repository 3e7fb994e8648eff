// Rows of what Graph alone can do, and of whole mailboxes that are not one's own.

import { expect } from 'vitest';
import { Secret } from '../../../src/base/secret.ts';
import { openNotificationReceiver } from '../../../src/mail/graph/notification-receiver.ts';
import { all, bytesOf, deliverAll, ids, listed, message, morning, type Row, subjects } from './row.ts';

const reading = ['imap', 'graph', 'pop'] as const;
const filing = ['imap', 'graph'] as const;

export const askingRows: readonly Row[] = [
  {
    title: 'tells whose mailbox it is',
    by: ['graph'],
    run: async ({ world, person, via }) => {
      const profile = await world.box(person).profile({ via });
      expect(profile).toMatchObject({ address: person, userPrincipalName: person });
      expect(profile.addresses).toContain(person);
    },
  },
  {
    title: 'makes, lists, renews and ends a subscription, and what happens is told to it',
    by: ['graph'],
    run: async ({ world, person }) => {
      const clientState = new Secret('only Graph and the receiver know it');
      let hear: (changeType: string) => void = () => {};
      const heard = new Promise<string>((resolve) => {
        hear = resolve;
      });
      const receiver = await openNotificationReceiver({
        clientState,
        onNotification: ({ changeType }) => hear(changeType),
      });
      try {
        const { subscriptions } = world.box(person);
        const asked = { notificationUrl: receiver.url, folder: 'inbox', events: ['created'] as const };
        const made = await subscriptions.create({ ...asked, clientState });
        expect((await subscriptions.list()).map(({ id }) => id)).toContain(made.id);
        const renewed = await subscriptions.renew(made.id, { lifetimeMs: 7_200_000 });
        expect(renewed.expiresAtMs).toBeLessThan(made.expiresAtMs);
        world.deliver(message('news'), person);
        expect(await heard).toBe('created');
        await subscriptions.delete(made.id);
        expect((await subscriptions.list()).map(({ id }) => id)).not.toContain(made.id);
      } finally {
        await receiver.close();
      }
    },
  },
  {
    title: 'searches the whole mailbox newest first, text and all',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      const texts = ['zebra oldest', 'lion', 'zebra middle', 'zebra newest'];
      deliverAll(
        stage,
        texts.map((text, index) => message(`letter ${index}`, { text: `about a ${text} in words` })),
      );
      await world.makeFolder(person, 'Shelf');
      const box = world.box(person);
      // The oldest and the newest are in another folder than what comes between them.
      await box.move(['inbox:letter-0@contoso.example', 'inbox:letter-3@contoso.example'], 'Shelf', { via });
      const find = async (options: { limit?: number } = {}): Promise<string[]> =>
        ids(await all((await world.again(person)).search({ text: ['zebra'] }, { via, ...options })));
      const inOrder = [
        'Shelf:letter-3@contoso.example',
        'inbox:letter-2@contoso.example',
        'Shelf:letter-0@contoso.example',
      ];
      expect(await find()).toEqual(inOrder);
      expect(await find({ limit: 2 })).toEqual(inOrder.slice(0, 2));
      expect(subjects(await all(box.search({ sinceMs: morning(0), subject: 'letter' }, { via })))).toEqual([
        'letter 3',
        'letter 2',
        'letter 1',
        'letter 0',
      ]);
    },
  },
  {
    title: 'tells news, searches, flags and files in a shared mailbox as in one’s own',
    by: filing,
    on: ['sandbox'],
    run: async ({ world, person, via }) => {
      const address = world.shared(person) ?? '';
      const first = await world.box(person, { address }).delta('inbox', undefined, { via });
      world.deliver(message('shared news'), address);
      world.deliver(message('own news'), person);
      const box = world.box(person, { address });
      const { changes } = await box.delta('inbox', first.cursor, { via });
      expect(changes.map(({ id }) => id)).toEqual(['inbox:shared-news@contoso.example']);
      expect(ids(await all(box.search({ subject: 'news' }, { via })))).toEqual([
        'inbox:shared-news@contoso.example',
      ]);
      await box.flag(['inbox:shared-news@contoso.example'], { flagged: true }, { via });
      await box.move(['inbox:shared-news@contoso.example'], 'sent', { via });
      for (const door of ['imap', 'graph'] as const) {
        const [there] = await listed(world.box(person, { address }), 'sent', door);
        expect(there).toMatchObject({ id: 'sent:shared-news@contoso.example', flags: { flagged: true } });
      }
      expect(ids(await listed(world.box(person), 'inbox', via))).toEqual(['inbox:own-news@contoso.example']);
    },
  },
  {
    title: 'works for the account of an application by every door',
    by: reading,
    on: ['sandbox'],
    run: async ({ world, via }) => {
      const anna = 'anna@contoso.example';
      const subject = `for the daemon, shown by ${via}`;
      world.deliver(message(subject, { id: `daemon-${via}@contoso.example` }), anna);
      const box = await world.again(anna, { app: true });
      const [found] = await all(box.list('inbox', { via, limit: 1 }));
      expect([found?.subject, found?.id]).toEqual([subject, `inbox:daemon-${via}@contoso.example`]);
      expect(await bytesOf(box.source(found?.id ?? '', { via }))).toContain('for the daemon');
      await box.delete([found?.id ?? ''], { via, permanently: true });
      await expect(
        (await world.again(anna, { app: true })).get(found?.id ?? '', { via }),
      ).rejects.toMatchObject({ code: 'message-unknown' });
    },
  },
];
