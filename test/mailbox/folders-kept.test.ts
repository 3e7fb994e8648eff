// How often a mailbox that stays open asks for its folders, by the requests that Graph gets, and that it is never wrong about
// them for that: what other programs do to folders is seen.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { MessageSummary } from '../../src/mailbox/message.ts';
import { Content } from '../../src/sandbox/mailboxes/content.ts';
import type { Folder } from '../../src/sandbox/mailboxes/folder.ts';
import type { Mailbox as SandboxMailbox } from '../../src/sandbox/mailboxes/mailbox.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { type GraphWorld, graphWorld } from '../kit/graph-world.ts';
import { anna, openWorld, type World } from '../kit/sandbox-faces.ts';

let sandbox: World;
let clock: FakeClock;
let mailbox: SandboxMailbox;
let graph: GraphWorld;
let box: Mailbox;
let bills: Folder;
let serial = 0;

beforeAll(async () => {
  clock = fakeClock();
  sandbox = await openWorld({ clock });
  mailbox = sandbox.faces.mail.mailboxOf(sandbox.mailbox(anna));
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  for (const folder of mailbox.folders()) for (const item of [...folder.items]) mailbox.expunge(item);
  serial += 1;
  bills = mailbox.createFolder(`Bills ${serial}`);
  graph = graphWorld(sandbox, { clock });
  box = new Mailbox(graph.world);
  return () => box.close();
});

function put(subject: string, folder: Folder = mailbox.wellKnown('inbox')): void {
  const head = `Message-ID: <${subject}-${serial}@contoso.example>\r\nSubject: ${subject}\r\n`;
  mailbox.append(folder, { content: new Content(Buffer.from(`${head}\r\nText.\r\n`)) });
}

async function subjects(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { subject } of box.list(folder)) found.push(subject);
  return found;
}

async function only(folder = 'inbox'): Promise<MessageSummary> {
  for await (const message of box.list(folder)) return message;
  throw new Error(`${folder} is empty`);
}

/** Questions about folders themselves, since the last call. */
let heard = 0;
function folderQuestions(): { trees: number; looks: number } {
  const since = graph.asked.slice(heard).filter((line) => /^GET .*\/mailFolders(?:\/[^/]+)?$/.test(line));
  heard = graph.asked.length;
  const trees = since.filter((line) => line.endsWith('/mailFolders')).length;
  // The names of those with a use are asked for together with a tree.
  const looks = since.filter((line) => /\/mailFolders\/[^/]{20,}$/.test(line)).length;
  return { trees, looks };
}

beforeEach(() => {
  heard = 0;
});

describe('the folders of a mailbox that stays open', () => {
  it('are asked for once in five minutes of lists by their use', async () => {
    put('one');
    for (let at = 0; at < 29; at += 1) {
      expect(await subjects('inbox')).toEqual(['one']);
      expect(await subjects('archive')).toEqual([]);
      await clock.advance(10_000);
    }
    expect(folderQuestions()).toEqual({ trees: 1, looks: 0 });
    await clock.advance(10_000);
    await subjects('inbox');
    expect(folderQuestions().trees).toBe(1);
  });

  it('are asked for again by a clock that was set back', async () => {
    await subjects('inbox');
    clock.jump(-3_600_000);
    await subjects('inbox');
    expect(folderQuestions().trees).toBe(2);
  });

  it('are not asked for again by filing, where one request shows that a folder is what it was', async () => {
    for (let at = 0; at < 5; at += 1) {
      put(`m${at}`);
      await box.move([(await only()).id], bills.name);
      await clock.advance(20_000);
    }
    expect(await subjects(bills.name)).toHaveLength(5);
    expect(folderQuestions()).toEqual({ trees: 1, looks: 5 });
  });

  it('are looked at up to the top, and each once in a run of verbs', async () => {
    const inner = mailbox.createFolder('Paid', bills);
    await subjects(`${bills.name}/${inner.name}`);
    await clock.advance(10_000);
    for (let at = 0; at < 3; at += 1) await subjects(`${bills.name}/${inner.name}`);
    expect(folderQuestions()).toEqual({ trees: 1, looks: 2 });
  });
});

describe('what another program does to a folder', () => {
  it('is seen where it was put away and made anew: nothing is filed into the old one', async () => {
    put('before', bills);
    expect(await subjects(bills.name)).toEqual(['before']);
    const { name } = bills;
    mailbox.renameFolder(bills, name, mailbox.wellKnown('deleteditems'));
    const fresh = mailbox.createFolder(name);
    await clock.advance(10_000);
    put('after');
    await box.move([(await only()).id], name);
    expect(fresh.items).toHaveLength(1);
    expect(bills.items).toHaveLength(1);
  });

  it('is seen where the folder above was put away', async () => {
    const inner = mailbox.createFolder('Paid', bills);
    const path = `${bills.name}/${inner.name}`;
    await subjects(path);
    mailbox.renameFolder(bills, bills.name, mailbox.wellKnown('deleteditems'));
    await clock.advance(10_000);
    await expect(subjects(path)).rejects.toMatchObject({ code: 'folder-unknown' });
  });

  it('is seen at once where the folder is gone, and another has its name', async () => {
    await subjects(bills.name);
    const { name } = bills;
    mailbox.deleteFolder(bills);
    mailbox.createFolder(name);
    put('new', mailbox.folderByPath(name));
    expect(await subjects(name)).toEqual(['new']);
    expect(folderQuestions().trees).toBe(2);
  });

  it('is seen by what moves, finds and looks for changes, where the folder is gone', async () => {
    const { name } = bills;
    put('kept', bills);
    const { id } = await only(name);
    put('moved');
    const moved = (await only()).id;
    const { cursor } = await box.delta(name);
    mailbox.deleteFolder(bills);
    const fresh = mailbox.createFolder(name);
    await box.move([moved], name);
    expect(fresh.items).toHaveLength(1);
    put('kept', fresh);
    expect(await box.get(id)).toMatchObject({ id, folder: name });
    expect((await box.delta(name)).changes).toHaveLength(2);
    expect(cursor).not.toBe('');
  });

  it('is told where the folder is gone and none has its name, with one question', async () => {
    await subjects(bills.name);
    mailbox.deleteFolder(bills);
    await expect(subjects(bills.name)).rejects.toMatchObject({ code: 'folder-unknown' });
    expect(folderQuestions().trees).toBe(2);
  });

  it('does not hide a folder that was made since from a search in all of them', async () => {
    await subjects('inbox');
    const made = mailbox.createFolder(`New ${serial}`);
    put('hidden', made);
    await clock.advance(10_000);
    const found: string[] = [];
    for await (const { folder } of box.search({ subject: 'hidden' })) found.push(folder);
    expect(found).toEqual([made.name]);
    // By its name it is found within the five seconds, too.
    const later = mailbox.createFolder(`Newer ${serial}`);
    expect(await subjects(later.name)).toEqual([]);
  });
});

describe('what the mailbox itself does to a folder', () => {
  it('is known without another question', async () => {
    await subjects('inbox');
    await box.createFolder(`${bills.name}/Made`);
    folderQuestions();
    expect(await subjects(`${bills.name}/Made`)).toEqual([]);
    expect(folderQuestions().trees).toBe(0);
    await box.renameFolder(`${bills.name}/Made`, 'Called');
    folderQuestions();
    expect(await subjects(`${bills.name}/Called`)).toEqual([]);
    expect(folderQuestions().trees).toBe(0);
    await box.deleteFolder(`${bills.name}/Called`);
    await expect(subjects(`${bills.name}/Called`)).rejects.toMatchObject({ code: 'folder-unknown' });
  });
});
