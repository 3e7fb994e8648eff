// The verbs that send, by every way on every server: a second half of the verb table. A row is one behaviour in nobody's
// protocol; what it proves is what the recipients have, and what lies in the sender's folders afterwards.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../kit/interop.ts';
import { type MailWorld, openMailWorld, wantedWorlds } from '../kit/mail-world.ts';
import { type SendingStage, sendingRows } from './verb-table/sending-rows.ts';

describe.each(wantedWorlds())('on the %s servers', (name) => {
  const programs = name === 'foreign' ? ['/usr/sbin/dovecot', '/usr/lib/postfix/sbin/master'] : [];
  const { missing, title } = needs('every verb that sends', ...programs);

  describe.skipIf(missing)(title, () => {
    let world: MailWorld;
    beforeAll(async () => {
      world = await openMailWorld(name);
    });
    afterAll(() => world?.close());

    const ways = name === 'foreign' ? (['smtp'] as const) : (['smtp', 'graph'] as const);
    for (const row of sendingRows) {
      if (row.on && !row.on.includes(name)) continue;
      for (const via of row.by ?? ways) {
        if (!(ways as readonly string[]).includes(via)) continue;
        it(`${row.title} (${via})`, async () => {
          const [person, friend, other] = [world.person(), world.person(), world.person()];
          const stage: SendingStage = { world, via, person, friend, other, box: world.box(person) };
          await row.run(stage);
        });
      }
    }

    it.each(['imap', 'pop'] as const)('does not send by %s, and says so', async (via) => {
      const box = world.box(world.person());
      await expect(box.send({ to: 'ben@contoso.example' }, { via })).rejects.toMatchObject({
        code: 'verb-not-by-this-door',
      });
    });
    it.each([
      ['an account that only reads', ['imap']],
      ['an account for POP', ['pop']],
    ] as const)('does not send for %s, and says what it would take', async (_, connected) => {
      const box = world.box(world.person(), { connected });
      await expect(box.send({ to: 'ben@contoso.example' })).rejects.toMatchObject({
        code: 'verb-needs-service',
      });
    });
  });
});
