// Whether something hangs on a message: told by IMAP from the server's account of its structure, by Graph in a word, and by
// whoever reads the whole of it. For every odd shape they agree, but for what is named here.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { readMessage } from '../../src/mime/read.ts';
import { type MailWorld, openMailWorld, wantedWorlds } from '../kit/mail-world.ts';
import { mimeCases } from '../kit/mime-cases.ts';
import { all, message, morning } from './verb-table/row.ts';

const plan = [
  'From: Ben Ito <ben@contoso.example>',
  'Subject: plan',
  'Message-ID: <plan@contoso.example>',
  'MIME-Version: 1.0',
  'Content-Type: application/pdf; name="plan.pdf"',
  '',
  'not really',
  '',
].join('\r\n');
/** More than a list tells it of without being asked. */
const many = 1_001;

/** What Graph calls an attachment is what Exchange makes one of: of a report, each of its parts. */
const elsewhereByGraph = new Set(['delivery report']);

describe.each(wantedWorlds())('%s', (name) => {
  let world: MailWorld;
  beforeAll(async () => {
    world = await openMailWorld(name);
  });
  afterAll(() => world.close());

  it('is the same by every door, and when the message is read', async () => {
    const person = world.person();
    for (const [index, { raw }] of mimeCases.entries()) world.deliver(raw, person, morning(index));
    const box = world.box(person);
    const [imap, graph] = await Promise.all(
      (['imap', 'graph'] as const).map(async (via) =>
        world.doors.includes(via) ? (await all(box.list('inbox', { via }))).reverse() : undefined,
      ),
    );
    let held = 0;
    for (const [index, { name, raw }] of mimeCases.entries()) {
      const { attachments } = await readMessage(pieces(raw));
      const hangs = attachments.some(({ inline, kind }) => !inline && kind !== 'signature');
      expect(imap?.[index]?.hasAttachments, name).toBe(hangs);
      if (graph) expect(graph[index]?.hasAttachments, name).toBe(hangs !== elsewhereByGraph.has(name));
      if (hangs) held += 1;
    }
    expect(held).toBeGreaterThan(10);
  });

  describe('by IMAP', () => {
    let box: Mailbox;
    beforeAll(() => {
      const person = world.person();
      for (let index = 1; index < many; index += 1)
        world.deliver(message(`letter ${index}`), person, morning(0));
      world.deliver(plan, person, morning(1));
      box = world.box(person);
    });
    const told = async (options: { limit?: number; attachments?: boolean }): Promise<unknown[]> => {
      const listed = await all(box.list('inbox', { via: 'imap', ...options }));
      return [listed.length, ...new Set(listed.map(({ hasAttachments }) => hasAttachments))];
    };

    it('is left open in a long list, unless it is asked for', async () => {
      expect(await told({})).toEqual([many, undefined]);
      expect(await told({ attachments: true })).toEqual([many, true, false]);
    });

    it('is told in a short list, unless nobody wants it', async () => {
      expect(await told({ limit: 1_000 })).toEqual([1_000, true, false]);
      expect(await told({ limit: 20, attachments: false })).toEqual([20, undefined]);
    });

    it('is told of what was found, and of one message', async () => {
      const found = await all(box.search({ subject: 'plan' }, { via: 'imap' }));
      expect(found.map(({ hasAttachments }) => hasAttachments)).toEqual([true]);
      const { hasAttachments } = await box.get('inbox:plan@contoso.example', { via: 'imap' });
      expect(hasAttachments).toBe(true);
    });
  });
});

async function* pieces(raw: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield raw;
}
