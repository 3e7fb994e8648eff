// Random histories of a mailbox that is kept in a folder: after each part the folder is closed and opened again, and
// everything that any face could see has to be as it was.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateMessage } from '../../src/sandbox/corpus/generate.ts';
import { type DataFolder, openDataFolder } from '../../src/sandbox/data/folder.ts';
import { createDirectory } from '../../src/sandbox/directory/directory.ts';
import type { Change } from '../../src/sandbox/mailboxes/change.ts';
import { Content } from '../../src/sandbox/mailboxes/content.ts';
import type { Folder } from '../../src/sandbox/mailboxes/folder.ts';
import { IdCipher } from '../../src/sandbox/mailboxes/ids.ts';
import { type Item, permanentFlags } from '../../src/sandbox/mailboxes/item.ts';
import { Mailbox } from '../../src/sandbox/mailboxes/mailbox.ts';
import type { MailboxSettings } from '../../src/sandbox/model.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';

const chosen = Number(process.env['MAILGRANT_SEED'] ?? 4711);
let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'kept-mailbox-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe.each([0, 1, 2, 3])('history %i', (number) => {
  const seed = chosen + number;

  it(`is the same after each opening (seed ${seed})`, async () => {
    const random = seeded(seed);
    const clock = fakeClock();
    const settings = createDirectory().addMailbox({ address: 'anna@contoso.example' });
    let { data, mailbox } = open(settings, clock);
    for (let part = 0; part < 6; part += 1) {
      const marks = mailbox.folders().map((folder) => folder.sequence);
      const folderMark = mailbox.folderSequence;
      for (let step = 0; step < 60; step += 1) {
        act(mailbox, random);
        await clock.advance(random.below(5000));
      }
      const before = everything(mailbox, marks, folderMark);
      data.close();
      ({ data, mailbox } = open(settings, clock));
      expect(everything(mailbox, marks, folderMark), `part ${part}, seed ${seed}`).toEqual(before);
    }
    data.close();
  });
});

function open(
  settings: MailboxSettings,
  clock: ReturnType<typeof fakeClock>,
): { data: DataFolder; mailbox: Mailbox } {
  const data = openDataFolder(path.join(parent, 'world'));
  const { ledger } = data;
  const cipher = new IdCipher(ledger.idKey);
  const key = settings.id ?? '';
  const mailbox = new Mailbox(settings, { clock, personal: false, tell() {}, ledger, cipher, key });
  return { data, mailbox };
}

/** One thing that some face might do. */
function act(mailbox: Mailbox, random: Seeded): void {
  const folders = mailbox.folders();
  const folder = folders[random.below(folders.length)] ?? mailbox.wellKnown('inbox');
  const items = mailbox.items();
  const item = items[random.below(items.length)];
  const own = folders.filter(({ wellKnown }) => !wellKnown);
  const mine = own[random.below(own.length)];
  const fresh = (): Content =>
    new Content(generateMessage(random.below(40), { kinds: ['plain', 'nested'] }).raw);
  const onItems: Array<(item: Item) => unknown> = [
    (one) =>
      mailbox.setFlags(
        one,
        permanentFlags.filter(() => random.chance(0.4)),
      ),
    (one) => mailbox.setCategories(one, random.chance(0.3) ? [] : ['Red', 'Grün', '"']),
    (one) => mailbox.setFollowUp(one, random.pick(['notFlagged', 'flagged', 'complete'])),
    (one) => mailbox.move(one, folder),
    (one) => mailbox.copy(one, folder),
    (one) => mailbox.rewrite(one, fresh()),
    (one) => mailbox.discard(one),
    (one) => mailbox.release(one),
    (one) => mailbox.expunge(one),
  ];
  const onFolders: Array<() => unknown> = [
    () => mailbox.createFolder(`F${random.below(1000)}`, random.chance(0.5) ? folder : undefined),
    () => mine && !below(folder, mine) && mailbox.renameFolder(mine, `R${random.below(1000)}`, folder),
    () => mine && mailbox.deleteFolder(mine),
    () => {
      folder.subscribed = random.chance(0.5);
      folder.recentFrom = folder.uidNext;
    },
  ];
  const chance = random.next();
  if (chance < 0.4 || !item)
    mailbox.append(folder, { content: fresh(), flags: random.chance(0.3) ? ['\\Seen'] : [] });
  else if (chance < 0.85) onItems[random.below(onItems.length)]?.(item);
  else onFolders[random.below(onFolders.length)]?.();
}

/** Whether `folder` is `above` or lies in it. */
function below(folder: Folder | undefined, above: Folder): boolean {
  return folder !== undefined && (folder === above || below(folder.parent, above));
}

function everything(mailbox: Mailbox, marks: readonly number[], folderMark: number): unknown {
  const folders = [...mailbox.foldersOfAllKinds(), mailbox.recoverable];
  const changed = mailbox.foldersAfter(folderMark);
  return {
    bytes: mailbox.bytes,
    changed: changed && { changed: changed.changed.map(({ id }) => id).sort(), gone: changed.gone },
    folders: folders
      .map((folder, index) => ({
        path: folder.path,
        id: folder.id,
        shown: folder.shown,
        numbers: [folder.uidValidity, folder.uidNext, folder.recentFrom, folder.sequence, folder.changedAt],
        counts: [folder.count, folder.unreadCount, folder.bytes],
        subscribed: folder.subscribed,
        items: folder.items.map((item) => view(mailbox, item)),
        changes: folder.changesAfter(marks[index] ?? 0)?.map(told),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function view(mailbox: Mailbox, item: Item): unknown {
  expect(mailbox.item(item.id)).toBe(item);
  expect(mailbox.item(item.immutableId)).toBe(item);
  return {
    ids: [item.id, item.immutableId, item.conversationId, item.uid, item.version],
    marks: [[...item.flags], item.categories, item.flagCompleted],
    times: [item.receivedMs, item.createdMs, item.modifiedMs],
    raw: item.content.raw.toString('base64'),
  };
}

function told({ sequence, kind, uid, id, movedTo, rewritten, item }: Change): unknown {
  // A folder that was deleted later has no name any more.
  const to = movedTo && movedTo.mailbox.folderById(movedTo.id)?.id;
  return [sequence, kind, uid, id, to, rewritten, item.alive, item.immutableId];
}
