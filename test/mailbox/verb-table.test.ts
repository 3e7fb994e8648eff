// Every verb by every door on every server. A row is one behaviour in nobody's protocol; `by` names the doors that can do
// it, and the table of refusals below has a line for each that cannot. Which servers: MAILGRANT_MAIL_WORLD (test/kit).

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import { needs } from '../kit/interop.ts';
import { type MailWorld, openMailWorld, wantedWorlds } from '../kit/mail-world.ts';
import { acrossDoorsRows } from './verb-table/across-doors.ts';
import { askingRows } from './verb-table/asking.ts';
import { followingRows } from './verb-table/following.ts';
import { keepingRows } from './verb-table/keeping.ts';
import { refusalRows } from './verb-table/refusals.ts';
import { rows as readingAndFiling } from './verb-table/rows.ts';

const rows = [...readingAndFiling, ...acrossDoorsRows, ...keepingRows, ...followingRows, ...askingRows];

describe.each(wantedWorlds())('on the %s servers', (name) => {
  const programs = name === 'foreign' ? ['/usr/sbin/dovecot', '/usr/lib/postfix/sbin/master'] : [];
  const { missing, title } = needs('every verb', ...programs);

  describe.skipIf(missing)(title, () => {
    let world: MailWorld;
    beforeAll(async () => {
      world = await openMailWorld(name);
    });
    afterAll(() => world?.close());

    const doors: readonly ReadService[] = name === 'foreign' ? ['imap', 'pop'] : ['imap', 'graph', 'pop'];
    for (const row of rows) {
      if (row.on && !row.on.includes(name)) continue;
      for (const via of row.by.filter((door) => doors.includes(door))) {
        it(`${row.title} (${via})`, () => row.run({ world, via, person: world.person() }));
      }
    }

    let nobody: string;
    beforeAll(() => {
      nobody = world.person();
    });
    it.each(refusalRows)('refuses to $verb by $via: $code', async ({ via, code, ask, connected }) => {
      const box = await world.again(nobody, connected ? { connected } : {});
      await expect(ask(box, via)).rejects.toMatchObject({ code });
    });
  });
});
