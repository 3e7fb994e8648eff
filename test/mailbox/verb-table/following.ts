// Rows of what happens meanwhile: a watch, and the delta since a cursor.

import { expect } from 'vitest';
import type { MailboxEvent } from '../../../src/mailbox/watching/events.ts';
import { Listening } from '../../kit/watch-world.ts';
import { all, listed, message, type Row, subjects } from './row.ts';

const reading = ['imap', 'graph', 'pop'] as const;
const told = (events: readonly MailboxEvent[]): string[] => events.map(({ kind, id }) => `${kind} ${id}`);

export const followingRows: readonly Row[] = [
  {
    title: 'tells the difference since a cursor, which another process takes up',
    by: reading,
    run: async ({ world, person, via }) => {
      world.deliver(message('here before'), person);
      const first = await (await world.again(person)).delta('inbox', undefined, { via });
      expect(told(first.changes)).toEqual(['created inbox:here-before@contoso.example']);
      const nothing = await (await world.again(person)).delta('inbox', first.cursor, { via });
      expect(nothing.changes).toEqual([]);
      world.deliver(message('new'), person);
      const remover = await world.again(person);
      await remover.delete(['inbox:here-before@contoso.example'], { via: 'imap', permanently: true });
      const second = await (await world.again(person)).delta('inbox', nothing.cursor, { via });
      expect(told(second.changes).sort()).toEqual([
        'created inbox:new@contoso.example',
        'deleted inbox:here-before@contoso.example',
      ]);
      const arrived = second.changes.find(({ kind }) => kind === 'created');
      expect(arrived?.message?.subject).toBe('new');
      const after = await (await world.again(person)).delta('inbox', second.cursor, { via });
      expect(after.changes).toEqual([]);
    },
  },
  {
    title: 'watches: created and deleted, by the ids that a list shows',
    by: reading,
    run: async ({ world, person, via }) => {
      world.deliver(message('here before'), person);
      const ends = new AbortController();
      const heard = new Listening();
      const box = world.box(person);
      const watch = box.watch('inbox', { via, pollMs: 50, signal: ends.signal, onStatus: heard.onStatus });
      heard.listen(watch);
      try {
        await heard.status('connected');
        world.deliver(message('fresh'), person);
        await heard.until(({ events }) => events.length === 1);
        expect(heard.events[0]?.message?.subject).toBe('fresh');
        // By the door itself: a POP session of ours is let in between two looks.
        await world.box(person).delete(['inbox:here-before@contoso.example'], {
          via: 'imap',
          permanently: true,
        });
        await heard.until(({ events }) => events.at(-1)?.kind === 'deleted');
        // A look between the mark for deletion and the deletion sees the mark.
        expect(heard.told.filter((line) => line !== 'updated inbox:here-before@contoso.example')).toEqual([
          'created inbox:fresh@contoso.example',
          'deleted inbox:here-before@contoso.example',
        ]);
      } finally {
        ends.abort();
        await heard.ended();
      }
      expect(subjects(await listed(await world.again(person), 'inbox', 'imap'))).toEqual(['fresh']);
    },
  },
  {
    title: 'watches flags, and the folders that it was told of',
    by: ['imap', 'graph'],
    run: async ({ world, person, via }) => {
      world.deliver(message('flagged'), person);
      const ends = new AbortController();
      const heard = new Listening();
      const folders = ['inbox', 'trash'];
      const box = world.box(person);
      heard.listen(box.watch(folders, { via, pollMs: 50, signal: ends.signal, onStatus: heard.onStatus }));
      try {
        await heard.status('connected', 2);
        const other = world.box(person);
        await other.flag(['inbox:flagged@contoso.example'], { seen: true }, { via: 'imap' });
        await heard.until(({ events }) => events.length === 1);
        expect(heard.events[0]).toMatchObject({ kind: 'updated', message: { flags: { seen: true } } });
        await other.delete(['inbox:flagged@contoso.example'], { via: 'imap' });
        await heard.until(({ events }) => events.length === 3);
        expect(heard.told.slice(1).sort()).toEqual([
          'created trash:flagged@contoso.example',
          'deleted inbox:flagged@contoso.example',
        ]);
      } finally {
        ends.abort();
        await heard.ended();
      }
    },
  },
  {
    title: 'goes on with a watch where another one ended',
    by: reading,
    run: async ({ world, person, via }) => {
      const { cursor } = await (await world.again(person)).delta('inbox', undefined, { via });
      world.deliver(message('meanwhile'), person);
      const box = await world.again(person);
      const [event] = await all(firstOf(box.watch('inbox', { via, since: cursor, pollMs: 50 })));
      expect(event).toMatchObject({ kind: 'created', id: 'inbox:meanwhile@contoso.example' });
    },
  },
];

async function* firstOf<T>(items: AsyncIterable<T>): AsyncGenerator<T, void> {
  for await (const item of items) return yield item;
}
