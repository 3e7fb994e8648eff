import { describe, expect, it } from 'vitest';
import type { DoorFolder } from './doors/door.ts';
import { FolderTree } from './folders.ts';
import type { FolderUse } from './message.ts';

const folder = (names: readonly string[], use?: FolderUse, selectable = true): DoorFolder => ({
  handle: names.join('/'),
  names,
  use,
  selectable,
  total: undefined,
  unread: undefined,
});

const german = [
  folder(['Gelöschte Elemente'], 'trash'),
  folder(['Rechnungen']),
  folder(['Posteingang'], 'inbox'),
  folder(['Posteingang', 'Projekte']),
  folder(['Gesendete Elemente'], 'sent'),
  folder(['Archiv', '2024'], undefined),
  folder(['Kunden', '2024'], undefined),
];
const tree = new FolderTree(german);
const found = (given: string): string => tree.find(given, 'anna')[0];

describe('FolderTree', () => {
  it('takes accents that are characters of their own', () => {
    expect(found('Gelöschte Elemente'.normalize('NFD'))).toBe('trash');
  });

  it('refuses what is not there, and what may be two', () => {
    for (const given of ['Projects', '', '2024', 'inbox/nothing'])
      expect(() => found(given)).toThrow(expect.objectContaining({ code: 'folder-unknown' }));
  });

  it('has one path for a folder in every language, the inbox first', () => {
    const english = new FolderTree([folder(['INBOX'], 'inbox'), folder(['INBOX', 'Projekte'])]);
    expect(english.list().map(({ path }) => path)).toEqual(['inbox', 'inbox/Projekte']);
    expect(tree.list().map(({ path }) => path)).toEqual([
      'inbox',
      'inbox/Projekte',
      'sent',
      'trash',
      'Archiv/2024',
      'Kunden/2024',
      'Rechnungen',
    ]);
    expect(tree.list()[0]).toMatchObject({ name: 'Posteingang', use: 'inbox' });
  });

  it.each([
    ['inbox', 'inbox'],
    ['INBOX', 'inbox'],
    ['Posteingang', 'inbox'],
    ['posteingang/projekte', 'inbox/Projekte'],
    ['Inbox/Projekte', 'inbox/Projekte'],
    ['projekte', 'inbox/Projekte'],
    ['Sent Items', 'sent'],
    ['deleteditems', 'trash'],
    ['rechnungen', 'Rechnungen'],
    ['Kunden/2024', 'Kunden/2024'],
  ])('understands %s', (given, path) => {
    expect(found(given)).toBe(path);
  });

  it('keeps a folder that is only called like one with a use apart from it', () => {
    const both = new FolderTree([folder(['sent']), folder(['Sent Items'], 'sent')]);
    expect(both.list().map(({ path, name }) => [path, name])).toEqual([
      ['sent', 'Sent Items'],
      ['sent (2)', 'sent'],
    ]);
  });

  it('tells a slash in a name from one between names', () => {
    const odd = new FolderTree([folder(['A/B']), folder(['A', 'B']), folder(['C\\'])]);
    expect(odd.list().map(({ path }) => path)).toEqual(['A/B', 'A\\/B', 'C\\\\']);
    expect(odd.find('A\\/B', 'anna')[1].names).toEqual(['A/B']);
    expect(odd.find('A/B', 'anna')[1].names).toEqual(['A', 'B']);
  });

  it('lists what only holds others, and takes no messages from it', () => {
    const parent = new FolderTree([folder(['P'], undefined, false), folder(['P', 'C'])]);
    expect(parent.list()).toHaveLength(2);
    expect(parent.selectable().map(([path]) => path)).toEqual(['P/C']);
  });
});
