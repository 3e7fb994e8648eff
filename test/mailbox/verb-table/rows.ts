// The rows. Each is run once for every door in `by` that the world has.

import { expect } from 'vitest';
import { openImap } from '../../../src/mail/imap/open.ts';
import { all, bytesOf, deliverAll, ids, listed, message, morning, type Row, subjects } from './row.ts';

const reading = ['imap', 'graph', 'pop'] as const;
const filing = ['imap', 'graph'] as const;

export const rows: readonly Row[] = [
  {
    title: 'lists nothing of an empty folder',
    by: reading,
    run: async ({ world, via, person }) => {
      expect(await listed(await world.again(person), 'inbox', via)).toEqual([]);
    },
  },
  {
    title: 'lists newest first, and no more than wanted',
    by: reading,
    run: async (stage) => {
      deliverAll(
        stage,
        ['first', 'second', 'third'].map((subject) => message(subject)),
      );
      const box = stage.world.box(stage.person);
      expect(subjects(await listed(box, 'inbox', stage.via))).toEqual(['third', 'second', 'first']);
      expect(subjects(await all(box.list('inbox', { via: stage.via, limit: 1 })))).toEqual(['third']);
    },
  },
  {
    title: 'lists more than a page, each once',
    by: reading,
    run: async (stage) => {
      const names = Array.from({ length: 130 }, (_, index) => `number ${index}`);
      deliverAll(
        stage,
        names.map((subject) => message(subject)),
      );
      const found = await listed(stage.world.box(stage.person), 'inbox', stage.via);
      expect(subjects(found)).toEqual([...names].reverse());
      expect(new Set(ids(found)).size).toBe(130);
    },
  },
  {
    title: 'shows who, when and what',
    by: reading,
    run: async (stage) => {
      const raw = message('shown', { cc: '"Example, Carla" <carla@contoso.example>, dora@contoso.example' });
      deliverAll(stage, [raw]);
      const [found] = await listed(stage.world.box(stage.person), 'inbox', stage.via);
      expect(found).toMatchObject({
        id: 'inbox:shown@contoso.example',
        folder: 'inbox',
        messageId: '<shown@contoso.example>',
        subject: 'shown',
        from: { name: 'Ben Ito', address: 'ben@contoso.example' },
        to: [{ name: 'Anna', address: 'anna@contoso.example' }],
        sentAtMs: Date.UTC(2026, 10, 2, 9),
      });
      expect(found?.cc.map(({ address }) => address)).toEqual([
        'carla@contoso.example',
        'dora@contoso.example',
      ]);
      expect(found?.cc[0]?.name).toBe('Example, Carla');
      if (stage.via !== 'pop') expect(found?.receivedAtMs).toBe(morning(0));
      if (stage.via !== 'pop') expect(found?.flags).toMatchObject({ seen: false, flagged: false });
    },
  },
  {
    title: 'shows a Japanese subject and name',
    by: reading,
    run: async (stage) => {
      const subject = '=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=';
      const from = '=?utf-8?B?5bGx55Sw5aSq6YOO?= <taro@contoso.example>';
      deliverAll(stage, [message(subject, { from, id: 'japanese@contoso.example' })]);
      const [found] = await listed(stage.world.box(stage.person), 'inbox', stage.via);
      expect([found?.subject, found?.from?.name]).toEqual(['日本語', '山田太郎']);
    },
  },
  {
    title: 'gives one id for one message, whichever door it came by',
    by: ['imap'],
    run: async (stage) => {
      const bare = { id: null, date: 'Tue, 03 Nov 2026 10:11:12 +0900' };
      deliverAll(stage, [
        message('plain'),
        message('odd id', { id: 'a/b+c$d=e%f&g@[127.0.0.1]' }),
        message('no id', bare),
        message('=?utf-8?Q?No_id_and_=C3=9Cmlaut?=', bare),
        message('', { id: null }),
        message('twin'),
        message('twin'),
      ]);
      const box = stage.world.box(stage.person);
      const [first, ...others] = await Promise.all(
        stage.world.doors.map(async (door) => ids(await listed(box, 'inbox', door))),
      );
      expect(first).toHaveLength(7);
      expect(first?.[0]).toBe('inbox:twin@contoso.example');
      expect(first?.[1]).toBe('inbox:twin@contoso.example:2');
      for (const other of others) expect(other).toEqual(first);
    },
  },
  {
    title: 'finds by an id that another door has shown, and by a Message-ID',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('wanted'), message('other'), message('bare', { id: null })]);
      for (const door of world.doors) {
        for (const shown of await listed(await world.again(person), 'inbox', door)) {
          const found = await (await world.again(person)).get(shown.id, { via });
          expect([found.id, found.subject]).toEqual([shown.id, shown.subject]);
        }
      }
      const found = await (await world.again(person)).get('<wanted@contoso.example>', { via });
      expect(found.id).toBe('inbox:wanted@contoso.example');
    },
  },
  {
    title: 'reads a message byte for byte',
    by: reading,
    run: async (stage) => {
      const odd = `.dot\r\n..\r\n.\r\n${'long '.repeat(180)}\r\n\r\n\r\nFrom the beginning\r\nend`;
      const raw = message('raw', { text: odd });
      deliverAll(stage, [raw]);
      const box = stage.world.box(stage.person);
      expect(await bytesOf(box.source('inbox:raw@contoso.example', { via: stage.via }))).toBe(raw);
      if (stage.via === 'pop') return;
      // It is not marked as read.
      expect((await box.get('inbox:raw@contoso.example', { via: stage.via })).flags?.seen).toBe(false);
    },
  },
  {
    title: 'reads a large message byte for byte',
    by: reading,
    run: async (stage) => {
      const raw = message('large', { text: `${'0123456789abcdef'.repeat(4)}\r\n`.repeat(40_000) });
      deliverAll(stage, [raw]);
      const read = await bytesOf(
        stage.world.box(stage.person).source('inbox:large@contoso.example', { via: stage.via }),
      );
      expect(read === raw, `${read.length} of ${raw.length} bytes`).toBe(true);
    },
  },
  {
    title: 'reads each of two twins by its own id',
    by: reading,
    run: async (stage) => {
      deliverAll(stage, [message('twin', { text: 'older' }), message('twin', { text: 'newer' })]);
      const box = stage.world.box(stage.person);
      const { via } = stage;
      expect(await bytesOf(box.source('inbox:twin@contoso.example', { via }))).toContain('newer');
      expect(await bytesOf(box.source('inbox:twin@contoso.example:2', { via }))).toContain('older');
      await expect(box.get('inbox:twin@contoso.example:3', { via })).rejects.toMatchObject({
        code: 'message-unknown',
      });
    },
  },
  {
    title: 'deletes one of two twins and leaves the other',
    by: reading,
    run: async (stage) => {
      deliverAll(stage, [message('twin', { text: 'older' }), message('twin', { text: 'newer' })]);
      const { world, person, via } = stage;
      await (await world.again(person)).delete(['inbox:twin@contoso.example:2'], { via, permanently: true });
      const box = world.box(person);
      expect(await listed(box, 'inbox', via)).toHaveLength(1);
      expect(await bytesOf(box.source('inbox:twin@contoso.example', { via }))).toContain('newer');
    },
  },
  {
    title: 'deletes for good, and every other door sees it gone',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('stays'), message('goes')]);
      for (const door of world.doors)
        expect(await listed(await world.again(person), 'inbox', door)).toHaveLength(2);
      const [goes] = await listed(await world.again(person), 'inbox', 'imap');
      await (await world.again(person)).delete([goes?.id ?? ''], { via, permanently: true });
      for (const door of world.doors) {
        expect(subjects(await listed(await world.again(person), 'inbox', door))).toEqual(['stays']);
        await expect((await world.again(person)).get(goes?.id ?? '', { via: door })).rejects.toMatchObject({
          code: 'message-unknown',
        });
      }
    },
  },
  {
    title: 'deletes into the trash, and from there for good',
    by: filing,
    run: async ({ world, person, via }) => {
      world.deliver(message('goes'), person);
      const box = world.box(person);
      await box.delete(['inbox:goes@contoso.example'], { via });
      expect(await listed(box, 'inbox', via)).toEqual([]);
      expect(ids(await listed(box, 'trash', via))).toEqual(['trash:goes@contoso.example']);
      await box.delete(['trash:goes@contoso.example'], { via });
      expect(await listed(box, 'trash', via)).toEqual([]);
    },
  },
  {
    title: 'says when a message is gone that it has seen itself',
    by: ['imap', 'pop'],
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('gone')]);
      const box = world.box(person);
      const [seen] = await listed(box, 'inbox', via);
      await (await world.again(person)).delete([seen?.id ?? ''], { via: 'imap', permanently: true });
      await expect(box.delete([seen?.id ?? ''], { via, permanently: true })).rejects.toMatchObject({
        code: 'message-unknown',
      });
    },
  },
  {
    title: 'finds a message that was moved since it was listed',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('moves')]);
      await world.makeFolder(person, 'Shelf');
      const box = world.box(person);
      const [seen] = await listed(box, 'inbox', via);
      const [now] = await (await world.again(person)).move([seen?.id ?? ''], 'Shelf', { via: 'imap' });
      expect(now).toBe('Shelf:moves@contoso.example');
      expect(await bytesOf(box.source(seen?.id ?? '', { via }))).toContain('Subject: moves');
      await box.flag([seen?.id ?? ''], { flagged: true }, { via });
      expect((await box.get(now ?? '', { via })).flags?.flagged).toBe(true);
    },
  },
  {
    title: 'asks which one where a Message-ID is in two folders',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('myself')]);
      const box = world.box(person);
      await box.copy(['inbox:myself@contoso.example'], 'sent', { via });
      await expect(
        (await world.again(person)).get('<myself@contoso.example>', { via }),
      ).rejects.toMatchObject({
        code: 'message-ambiguous',
        details: { count: 2 },
      });
      // Each by its own id.
      await (await world.again(person)).delete(['sent:myself@contoso.example'], { via, permanently: true });
      expect(await listed(box, 'sent', via)).toEqual([]);
      expect((await (await world.again(person)).get('<myself@contoso.example>', { via })).folder).toBe(
        'inbox',
      );
    },
  },
  {
    title: 'names, finds and deletes what has an odd Message-ID',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      const odd = (subject: string, field: string): string =>
        message(subject, { id: null }).replace('\r\n\r\n', `\r\nMessage-ID: ${field}\r\n\r\n`);
      deliverAll(stage, [
        odd('no brackets', 'bare@contoso.example'),
        odd('a space', '<with space@contoso.example>'),
        odd('no at', '<justaword>'),
      ]);
      const shown = await listed(await world.again(person), 'inbox', via);
      expect(shown).toHaveLength(3);
      for (const { id, subject } of shown) {
        const box = await world.again(person);
        expect((await box.get(id, { via })).subject).toBe(subject);
        await box.delete([id], { via, permanently: true });
      }
      expect(await listed(await world.again(person), 'inbox', via)).toEqual([]);
    },
  },
  {
    title: 'keeps two twins apart that are looked at and moved together',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('twin', { text: 'older' }), message('twin', { text: 'newer' })]);
      await world.makeFolder(person, 'Shelf');
      const [newer, older] = ['inbox:twin@contoso.example', 'inbox:twin@contoso.example:2'];
      const box = world.box(person);
      expect((await box.get(older, { via })).id).toBe(older);
      expect((await box.get(newer, { via })).id).toBe(newer);
      expect(await bytesOf(box.source(newer, { via }))).toContain('newer');
      await box.flag([older], { flagged: true }, { via });
      expect((await box.get(older, { via })).flags?.flagged).toBe(true);
      expect((await box.get(newer, { via })).flags?.flagged).toBe(false);
      const moved = await box.move([older, newer], 'Shelf', { via });
      expect(moved).toEqual(['Shelf:twin@contoso.example:2', 'Shelf:twin@contoso.example']);
      for (const look of [box, world.box(person)]) {
        expect(await bytesOf(look.source(moved[0] ?? '', { via }))).toContain('older');
        expect(await bytesOf(look.source(moved[1] ?? '', { via }))).toContain('newer');
      }
    },
  },
  {
    title: 'shows what a message has become since it was listed',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('changes')]);
      const box = world.box(person);
      const [seen] = await listed(box, 'inbox', via);
      await box.flag([seen?.id ?? ''], { seen: true }, { via });
      expect((await box.get(seen?.id ?? '', { via })).flags?.seen).toBe(true);
    },
  },
  {
    title: 'sets and takes away flags, and every door that has flags shows them',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('flagged')]);
      const id = 'inbox:flagged@contoso.example';
      await (await world.again(person)).flag([id], { seen: true, flagged: true }, { via });
      for (const door of world.doors.filter((each) => each !== 'pop')) {
        expect((await (await world.again(person)).get(id, { via: door })).flags).toMatchObject({
          seen: true,
          flagged: true,
        });
      }
      await (await world.again(person)).flag([id], { seen: false }, { via });
      for (const door of world.doors.filter((each) => each !== 'pop')) {
        expect((await (await world.again(person)).get(id, { via: door })).flags).toMatchObject({
          seen: false,
          flagged: true,
        });
      }
    },
  },
  {
    title: 'moves several, and tells the ids that they have there',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(
        stage,
        ['one', 'two', 'three'].map((subject) => message(subject)),
      );
      await world.makeFolder(person, 'Shelf');
      const box = world.box(person);
      const moved = await box.move(['inbox:three@contoso.example', 'inbox:one@contoso.example'], 'Shelf', {
        via,
      });
      expect(moved).toEqual(['Shelf:three@contoso.example', 'Shelf:one@contoso.example']);
      expect(subjects(await listed(box, 'inbox', via))).toEqual(['two']);
      for (const id of moved) expect((await box.get(id, { via })).folder).toBe('Shelf');
      for (const id of moved)
        expect((await (await world.again(person)).get(id, { via })).folder).toBe('Shelf');
      // To where they are already: nothing happens to them.
      expect(await box.move(moved, 'Shelf', { via })).toEqual(moved);
      expect(await listed(box, 'Shelf', via)).toHaveLength(2);
    },
  },
  {
    title: 'copies, and the copy has an id of its own',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('copied')]);
      await world.makeFolder(person, 'Shelf');
      const box = world.box(person);
      expect(await box.copy(['inbox:copied@contoso.example'], 'Shelf', { via })).toEqual([
        'Shelf:copied@contoso.example',
      ]);
      expect(await listed(box, 'inbox', via)).toHaveLength(1);
      expect(await listed(box, 'Shelf', via)).toHaveLength(1);
      // A copy into the same folder is a twin.
      await box.copy(['inbox:copied@contoso.example'], 'inbox', { via });
      expect(ids(await listed(await world.again(person), 'inbox', via))).toEqual([
        'inbox:copied@contoso.example',
        'inbox:copied@contoso.example:2',
      ]);
    },
  },
  {
    title: 'appends with flags and date',
    by: ['imap'],
    run: async ({ world, person, via }) => {
      const raw = Buffer.from(message('appended'));
      const box = world.box(person);
      await box.append('drafts', raw, {
        via,
        flags: { seen: true, flagged: true },
        receivedAtMs: morning(7),
      });
      const [found] = await listed(box, 'drafts', via);
      expect(found).toMatchObject({
        id: 'drafts:appended@contoso.example',
        flags: { seen: true, flagged: true },
        receivedAtMs: morning(7),
      });
      expect(await bytesOf(box.source(found?.id ?? '', { via }))).toBe(raw.toString());
    },
  },
  {
    title: 'appends a message that can be read again',
    by: ['imap'],
    run: async ({ world, person, via }) => {
      const box = world.box(person);
      await box.append('sent', Buffer.from(message('appended')), { via });
      expect(ids(await listed(box, 'sent', via))).toEqual(['sent:appended@contoso.example']);
    },
  },
  {
    title: 'names folders by their use, in any language',
    by: filing,
    run: async ({ world, person, via }) => {
      const folders = await (await world.again(person)).folders({ via });
      const byPath = new Map(folders.map((folder) => [folder.path, folder]));
      for (const use of ['inbox', 'drafts', 'sent', 'trash', 'junk']) expect(byPath.get(use)?.use).toBe(use);
      expect(byPath.get('trash')?.name).toBe(world.trashName);
      // What the mailbox calls it leads there, too.
      expect(await listed(await world.again(person), world.trashName, via)).toEqual([]);
    },
  },
  {
    title: 'makes a folder, renames it with what is in it, moves it into another, and removes it',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      const box = world.box(person);
      const paths = async (): Promise<string[]> => (await box.folders({ via })).map(({ path }) => path);
      expect(await box.createFolder('Projekte', { via })).toMatchObject({
        path: 'Projekte',
        name: 'Projekte',
      });
      await box.createFolder('Projekte/日本語', { via });
      deliverAll(stage, [message('kept')]);
      await box.move(['inbox:kept@contoso.example'], 'Projekte/日本語', { via });
      await expect(box.createFolder('Projekte', { via })).rejects.toMatchObject({ code: 'folder-exists' });
      await expect(box.createFolder('nowhere/x', { via })).rejects.toMatchObject({ code: 'folder-unknown' });
      await expect(box.renameFolder('inbox', 'x', { via })).rejects.toMatchObject({ code: 'folder-has-use' });
      expect(await box.renameFolder('Projekte', 'Büro', { via })).toMatchObject({ path: 'Büro' });
      expect(await listed(box, 'Büro/日本語', via)).toHaveLength(1);
      expect(await box.renameFolder('Büro/日本語', '/oben', { via })).toMatchObject({
        path: 'oben',
        total: 1,
      });
      expect(await box.renameFolder('oben', 'Büro/wieder', { via })).toMatchObject({ path: 'Büro/wieder' });
      await expect(box.deleteFolder('Büro', { via })).rejects.toMatchObject({ code: 'folder-not-empty' });
      await expect(box.deleteFolder('sent', { via })).rejects.toMatchObject({ code: 'folder-has-use' });
      expect(await box.deleteFolder('Büro', { via, withContent: true })).toBe('Büro');
      // Graph keeps it in Deleted Items.
      expect((await paths()).filter((path) => path.includes('Büro') && !path.startsWith('trash/'))).toEqual(
        [],
      );
    },
  },
  {
    title: 'has folders shown by programs that show subscribed ones, under the name that they have',
    by: ['imap'],
    run: async ({ world, person, via }) => {
      const { account, tokens, servers, dialer, clock } = world.world(person);
      const box = world.box(person);
      const shown = async (): Promise<string[]> => {
        const session = await openImap({ account: account.ref, tokens, server: servers.imap, dialer, clock });
        try {
          const all = await session.run('a look', (client) => client.list());
          return all
            .filter(({ subscribed, path }) => subscribed && /Reg|Büro/.test(path))
            .map(({ path }) => path);
        } finally {
          await session.close();
        }
      };
      await box.createFolder('Regal', { via });
      await box.createFolder('Regal/Fach', { via });
      expect((await shown()).map((path) => path.replace('.', '/')).sort()).toEqual(['Regal', 'Regal/Fach']);
      await box.renameFolder('Regal', 'Büro', { via });
      expect((await shown()).map((path) => path.replace('.', '/')).sort()).toEqual(['Büro', 'Büro/Fach']);
      await box.deleteFolder('Büro', { via, withContent: true });
      expect(await shown()).toEqual([]);
      // Nobody is shown again what is gone, when one of that name is made by another program.
      await world.makeFolder(person, 'Büro');
      expect((await box.folders({ via })).some(({ path }) => path === 'Büro')).toBe(true);
    },
  },
  {
    title: 'counts what is in a folder',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('one'), message('two'), message('three')]);
      await (await world.again(person)).flag(['inbox:two@contoso.example'], { seen: true }, { via: 'imap' });
      const inbox = (await (await world.again(person)).folders({ via })).find(({ path }) => path === 'inbox');
      expect(inbox).toMatchObject(via === 'pop' ? { total: 3 } : { total: 3, unread: 2 });
    },
  },
  {
    title: 'gives folders one path by every door, whatever is in their names',
    by: ['imap'],
    run: async ({ world, person }) => {
      const odd = ['R&D', 'say "x"', "it's", '日本語', 'Büro', ...oddHere(world.name)];
      for (const name of odd) await world.makeFolder(person, name);
      await world.makeFolder(person, 'deep', 'deeper', 'deepest', '深い');
      const wanted = odd.map((name) => name.replace(/[\\/]/g, '\\$&'));
      const shown: string[][] = [];
      for (const door of world.doors.filter((each) => each !== 'pop')) {
        const folders = await (await world.again(person)).folders({ via: door });
        const paths = folders.filter(({ selectable }) => selectable).map(({ path }) => path);
        shown.push(paths.filter((path) => wanted.includes(path) || path.startsWith('deep')));
      }
      const [first, ...others] = shown;
      expect(first).toHaveLength(odd.length + 4);
      expect(first).toContain('deep/deeper/deepest/深い');
      for (const other of others) expect(other).toEqual(first);
    },
  },
  {
    title: 'files and finds in folders with odd names',
    by: filing,
    run: async ({ world, person, via }) => {
      const names = ['R&D', 'say "x"', '日本語', ...oddHere(world.name)];
      for (const [index, name] of names.entries()) {
        await world.makeFolder(person, name);
        world.deliver(message(`to ${index}`), person);
        const box = world.box(person);
        const path = name.replace(/[\\/]/g, '\\$&');
        const [id] = await box.move([`inbox:to-${index}@contoso.example`], name, { via });
        expect(id).toMatch(/^[A-Za-z0-9@._=~:-]+$/);
        expect((await (await world.again(person)).get(id ?? '', { via })).folder).toBe(path);
        expect(subjects(await listed(await world.again(person), path, via))).toEqual([`to ${index}`]);
      }
    },
  },
  {
    title: 'searches by subject, sender, recipient and size',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [
        message('Invoice 42', { from: 'carla@contoso.example' }),
        message('lunch', { to: 'Dora <dora@contoso.example>', cc: 'emil@contoso.example' }),
        message('long letter', { text: 'word '.repeat(4_000) }),
      ]);
      const box = world.box(person);
      const find = async (query: Parameters<typeof box.search>[0]): Promise<string[]> =>
        subjects(await all(box.search(query, { via, folder: 'inbox' })));
      expect(await find({ subject: 'invoice' })).toEqual(['Invoice 42']);
      expect(await find({ from: 'carla' })).toEqual(['Invoice 42']);
      expect(await find({ to: 'dora@contoso.example' })).toEqual(['lunch']);
      expect(await find({ cc: 'emil' })).toEqual(['lunch']);
      expect(await find({ largerThanBytes: 10_000 })).toEqual(['long letter']);
      expect(await find({ smallerThanBytes: 10_000 })).toEqual(['lunch', 'Invoice 42']);
      expect(await find({ subject: 'invoice', from: 'ben' })).toEqual([]);
      expect(await find({ subject: 'no such thing' })).toEqual([]);
    },
  },
  {
    title: 'searches by text, flag and date',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [
        message('first', { text: 'the zebra crosses' }),
        message('second', { text: 'nothing of note' }),
        message('third zebra', { text: 'stripes' }),
      ]);
      const box = world.box(person);
      const find = async (query: Parameters<typeof box.search>[0]): Promise<string[]> =>
        subjects(await all(box.search(query, { via, folder: 'inbox' })));
      await box.flag(['inbox:second@contoso.example'], { seen: true, flagged: true }, { via });
      expect(await find({ body: 'zebra' })).toEqual(['first']);
      expect((await find({ text: ['zebra'] })).sort()).toEqual(['first', 'third zebra']);
      expect(await find({ seen: true })).toEqual(['second']);
      expect(await find({ flagged: false })).toEqual(['third zebra', 'first']);
      expect(await find({ sinceMs: morning(1) })).toEqual(['third zebra', 'second']);
      expect(await find({ beforeMs: morning(1) })).toEqual(['first']);
    },
  },
  {
    title: 'searches in every folder where none is named',
    by: filing,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('needle one'), message('needle two'), message('hay')]);
      await world.makeFolder(person, 'Shelf');
      const box = world.box(person);
      await box.move(['inbox:needle-one@contoso.example'], 'Shelf', { via });
      const found = await all(box.search({ subject: 'needle' }, { via }));
      expect(ids(found).sort()).toEqual([
        'Shelf:needle-one@contoso.example',
        'inbox:needle-two@contoso.example',
      ]);
      expect(await all(box.search({ subject: 'needle' }, { via, limit: 1 }))).toHaveLength(1);
    },
  },
  {
    title: 'opens a shared mailbox, and not somebody else’s',
    by: reading,
    on: ['sandbox'],
    run: async ({ world, person, via }) => {
      const address = world.shared(person) ?? '';
      world.deliver(message('for all of us'), address);
      world.deliver(message('for me'), person);
      const box = world.box(person, { address });
      expect(subjects(await listed(box, 'inbox', via))).toEqual(['for all of us']);
      expect(await bytesOf(box.source('inbox:for-all-of-us@contoso.example', { via }))).toContain('for all');
      await box.delete(['inbox:for-all-of-us@contoso.example'], { via, permanently: true });
      expect(await listed(await world.again(person, { address }), 'inbox', via)).toEqual([]);
      expect(await listed(await world.again(person), 'inbox', via)).toHaveLength(1);
      const other = world.person();
      await expect(listed(await world.again(person, { address: other }), 'inbox', via)).rejects.toMatchObject(
        {
          name: 'MailgrantError',
        },
      );
    },
  },
  {
    title: 'works for an account that is connected for nothing else',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('only'), message('other')]);
      const box = world.box(person, { connected: [via] });
      expect((await box.folders()).map(({ path }) => path)).toContain('inbox');
      const [other, only] = await all(box.list());
      expect(await bytesOf(box.source(only?.id ?? ''))).toContain('Subject: only');
      await box.delete([other?.id ?? ''], { permanently: true });
      expect(subjects(await all(box.list()))).toEqual(['only']);
      if (via !== 'pop') return;
      await expect(box.flag([only?.id ?? ''], { seen: true })).rejects.toMatchObject({
        code: 'verb-needs-service',
      });
    },
  },
];

/** '/' parts the names of folders at the sandbox, '.' at the foreign server: neither can be in a name there. */
function oddHere(world: 'sandbox' | 'foreign'): string[] {
  return world === 'sandbox' ? ['a.b.c', '.hidden', 'back\\slash'] : ['back\\slash', 'til~de'];
}
