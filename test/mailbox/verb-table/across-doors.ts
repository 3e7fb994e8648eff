// Rows of one id across all doors: what one door shows, any other finds, changes and deletes. Every pair of doors that the
// world has, with what makes names hard: twins, messages without a Message-ID, one that is in two folders.

import { expect } from 'vitest';
import type { ReadService } from '../../../src/mailbox/doors/door.ts';
import { bytesOf, deliverAll, ids, listed, message, type Row, type Stage, subjects } from './row.ts';

const reading = ['imap', 'graph', 'pop'] as const;
const filing = ['imap', 'graph'] as const;

const hard: readonly string[] = [
  message('plain'),
  message('twin', { text: 'older' }),
  message('twin', { text: 'newer' }),
  message('nameless', { id: null }),
  message('nameless', { id: null, text: 'of the same second' }),
  message('', { id: null, date: 'Tue, 03 Nov 2026 10:11:12 +0900', text: 'no subject' }),
  message('odd', { id: 'a/b+c$d=e%f&g@[127.0.0.1]' }),
];

/** What one door shows, oldest first, so that deleting one renames none that is still to come. */
async function shownBy({ world, person }: Stage, door: ReadService): Promise<readonly string[]> {
  return ids(await listed(await world.again(person), 'inbox', door)).reverse();
}

export const acrossDoorsRows: readonly Row[] = [
  {
    title: 'deletes by the id that each of the doors has shown',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      for (const shower of world.doors) {
        deliverAll(stage, hard);
        const shown = await shownBy(stage, shower);
        expect(shown).toHaveLength(hard.length);
        for (const [index, id] of shown.entries()) {
          await (await world.again(person)).delete([id], { via, permanently: true });
          const left = await listed(await world.again(person), 'inbox', shower);
          expect(left, `${id}, shown by ${shower}`).toHaveLength(hard.length - index - 1);
        }
      }
    },
  },
  {
    title: 'deletes the very message that another door has shown, of all that look alike',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      for (const shower of world.doors) {
        deliverAll(stage, [
          message('twin', { text: `older ${shower}` }),
          message('twin', { text: `middle ${shower}` }),
          message('twin', { text: `newer ${shower}` }),
        ]);
        const [, middle] = await shownBy(stage, shower);
        expect(middle).toBe('inbox:twin@contoso.example:2');
        await (await world.again(person)).delete([middle ?? ''], { via, permanently: true });
        const texts: string[] = [];
        for (const id of await shownBy(stage, shower)) {
          texts.push(await bytesOf((await world.again(person)).source(id, { via: shower })));
        }
        expect(texts.map((text) => /(older|middle|newer)/.exec(text)?.[1])).toEqual(['older', 'newer']);
        await emptyInbox(stage);
      }
    },
  },
  {
    title: 'reads, flags and moves by the id that each of the doors has shown',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      await world.makeFolder(person, 'Shelf');
      for (const shower of world.doors) {
        deliverAll(stage, [message(`from ${shower}`), message(`nameless ${shower}`, { id: null })]);
        for (const id of await shownBy(stage, shower)) {
          const box = await world.again(person);
          expect(await bytesOf(box.source(id, { via }))).toContain(shower);
          await box.flag([id], { flagged: true }, { via });
          const [there] = await box.move([id], 'Shelf', { via });
          for (const looker of world.doors.filter((door) => door !== 'pop')) {
            const found = await (await world.again(person)).get(there ?? '', { via: looker });
            expect([found.folder, found.flags?.flagged]).toEqual(['Shelf', true]);
          }
        }
        expect(await listed(await world.again(person), 'inbox', via)).toEqual([]);
      }
      expect(await listed(await world.again(person), 'Shelf', via)).toHaveLength(2 * world.doors.length);
    },
  },
  {
    title: 'keeps apart the same message in two folders, whichever door has shown it',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      for (const shower of world.doors.filter((door) => door !== 'pop')) {
        const subject = `both ${shower}`;
        deliverAll(stage, [message(subject)]);
        const inInbox = `inbox:both-${shower}@contoso.example`;
        const folder = 'sent';
        await (await world.again(person)).copy([inInbox], folder, { via });
        const [copy] = await listed(await world.again(person), folder, shower);
        expect(copy?.id).toBe(`${folder}:both-${shower}@contoso.example`);
        await (await world.again(person)).delete([copy?.id ?? ''], { via, permanently: true });
        expect(await listed(await world.again(person), folder, shower)).toEqual([]);
        expect(subjects(await listed(await world.again(person), 'inbox', shower))).toEqual([subject]);
        await emptyInbox(stage);
      }
    },
  },
];

async function emptyInbox({ world, person }: Stage): Promise<void> {
  for (;;) {
    const shown = ids(await listed(await world.again(person), 'inbox', 'imap'));
    const oldest = shown.at(-1);
    if (oldest === undefined) return;
    await (await world.again(person)).delete([oldest], { via: 'imap', permanently: true });
  }
}
