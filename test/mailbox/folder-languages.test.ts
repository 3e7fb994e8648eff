// Folders with a use in the mailbox's own language, by every door. Exchange tells the use of four of them by an attribute
// and of the archive and the outbox not at all; Graph knows its well-known names; other servers tell everything or nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { FolderUse } from '../../src/mailbox/message.ts';
import { mailboxLanguages } from '../../src/sandbox/mailboxes/folder-names.ts';
import { type DovecotPlace, dovecotPlace } from '../kit/dovecot-place.ts';
import { needs } from '../kit/interop.ts';
import { type MailWorld, openMailWorld } from '../kit/mail-world.ts';

/** As Exchange and Outlook name them, and other programs that a mailbox has met. */
const languages: ReadonlyArray<readonly [string, Partial<Record<FolderUse, string>>]> = [
  [
    'de-DE',
    {
      sent: 'Gesendete Elemente',
      drafts: 'Entwürfe',
      trash: 'Gelöschte Elemente',
      junk: 'Junk-E-Mail',
      archive: 'Archiv',
      outbox: 'Postausgang',
    },
  ],
  [
    'fr-FR',
    {
      sent: 'Éléments envoyés',
      drafts: 'Brouillons',
      trash: 'Éléments supprimés',
      junk: 'Courrier indésirable',
      archive: 'Archive',
      outbox: "Boîte d'envoi",
    },
  ],
  [
    'es-ES',
    {
      sent: 'Elementos enviados',
      drafts: 'Borradores',
      trash: 'Elementos eliminados',
      junk: 'Correo no deseado',
      archive: 'Archivo',
      outbox: 'Bandeja de salida',
    },
  ],
  [
    'ja-JP',
    {
      sent: '送信済みアイテム',
      drafts: '下書き',
      trash: '削除済みアイテム',
      junk: '迷惑メール',
      archive: 'アーカイブ',
      outbox: '送信トレイ',
    },
  ],
  [
    'ru-RU',
    {
      sent: 'Отправленные',
      drafts: 'Черновики',
      trash: 'Удаленные',
      junk: 'Нежелательная почта',
      archive: 'Архив',
      outbox: 'Исходящие',
    },
  ],
  [
    'zh-CN',
    {
      sent: '已发送邮件',
      drafts: '草稿',
      trash: '已删除邮件',
      junk: '垃圾邮件',
      archive: '存档',
      outbox: '发件箱',
    },
  ],
  [
    'ar-SA',
    {
      sent: 'العناصر المرسلة',
      drafts: 'المسودات',
      trash: 'العناصر المحذوفة',
      junk: 'البريد الإلكتروني غير الهام',
      archive: 'الأرشيف',
      outbox: 'علبة الصادر',
    },
  ],
];

const raw = (id: string): string =>
  `From: ben@contoso.example\r\nSubject: ${id}\r\nDate: Mon, 02 Nov 2026 09:00:00 +0000\r\nMessage-ID: <${id}@contoso.example>\r\n\r\ntext\r\n`;

async function idsIn(box: Mailbox, folder: string, via: 'imap' | 'graph'): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of box.list(folder, { via })) found.push(id);
  return found;
}

async function namesByUse(box: Mailbox, via: 'imap' | 'graph'): Promise<Record<string, string>> {
  const folders = await box.folders({ via });
  return Object.fromEntries(folders.flatMap(({ use, path, name }) => (use === path ? [[use, name]] : [])));
}

describe('at Exchange, as the sandbox is', () => {
  let world: MailWorld;
  beforeAll(async () => {
    world = await openMailWorld('sandbox');
  });
  afterAll(() => world.close());

  it('every language that the sandbox speaks is tried', () => {
    expect(languages.map(([language]) => language).sort()).toEqual([...mailboxLanguages].sort());
  });

  describe.each(languages)('%s', (language, names) => {
    it.each(['imap', 'graph'] as const)('folders have their uses and their names, by %s', async (via) => {
      const person = world.person();
      const settings = world.sandbox.directory.mailboxByAddress(person);
      const known = mailboxLanguages.find((one) => one === language);
      if (settings && known) settings.language = known;
      const { inbox, ...others } = await namesByUse(world.box(person), via);
      expect(others).toEqual(names);
      if (via === 'imap') expect(inbox).toBe('INBOX');
      else expect(inbox).not.toMatch(/inbox/i);
      // What one door has filed by use or by name, the other finds.
      const other = via === 'imap' ? 'graph' : 'imap';
      for (const [use, name] of Object.entries(names)) {
        world.deliver(raw(use), person);
        const [id] = await world.box(person).move([`inbox:${use}@contoso.example`], name, { via });
        expect(id).toBe(`${use}:${use}@contoso.example`);
        expect(await idsIn(world.box(person), use, other)).toEqual([id]);
      }
      world.deliver(raw('away'), person);
      await world.box(person).delete(['inbox:away@contoso.example'], { via });
      expect(await idsIn(world.box(person), 'trash', other)).toContain('trash:away@contoso.example');
      await world.makeFolder(person, names.archive ?? '', '2026');
      expect((await world.box(person).folders({ via })).map(({ path }) => path)).toContain('archive/2026');
    });
  });
});

const { missing, title } = needs('folders of a server that we did not write', '/usr/sbin/dovecot');

const attributes = {
  sent: 'Sent',
  drafts: 'Drafts',
  trash: 'Trash',
  junk: 'Junk',
  archive: 'Archive',
} as const;

describe.skipIf(missing)(title, () => {
  describe.each([
    ['/', true],
    ['/', false],
    ['.', true],
    ['.', false],
  ] as const)("names are joined by '%s', uses are announced: %s", (separator, announced) => {
    let place: DovecotPlace;
    beforeAll(async () => {
      const special: Record<string, string> = {};
      for (const [, names] of announced ? languages : []) {
        for (const [use, attribute] of Object.entries(attributes)) {
          // Names of the announced ones are no words that could be known: the attribute alone says it.
          special[odd(names[use as keyof typeof attributes] ?? '')] = attribute;
        }
      }
      place = await dovecotPlace({ separator, special });
    });
    afterAll(() => place?.close());

    it.each(languages)('%s', async (_, names) => {
      const person = place.person();
      const door = openImapDoor(place.world(person));
      const expected: Record<string, string> = {};
      try {
        for (const use of Object.keys(attributes)) {
          const name = names[use as keyof typeof attributes] ?? '';
          expected[use] = announced ? odd(name) : name;
          await door.createFolder?.(undefined, expected[use]);
        }
        await door.createFolder?.(undefined, '日本語 & Ünder');
      } finally {
        await door.close();
      }
      const box = place.box(person);
      const { inbox: _inbox, ...others } = await namesByUse(box, 'imap');
      expect(others).toEqual(expected);
      await box.append('sent', Buffer.from(raw('kept')));
      expect(await idsIn(place.box(person), expected['sent'] ?? '', 'imap')).toEqual([
        'sent:kept@contoso.example',
      ]);
      await box.delete(['sent:kept@contoso.example']);
      expect(await idsIn(place.box(person), 'trash', 'imap')).toEqual(['trash:kept@contoso.example']);
    });
  });
});

function odd(name: string): string {
  return `my ${name} 1`;
}
