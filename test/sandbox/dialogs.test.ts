// Every dialog of test/dialogs against the sandbox, whole and in fragments.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainSubmission } from '../../src/sandbox/model.ts';
import { playDialog, readDialog } from '../kit/dialog.ts';
import { checkImapResponse } from '../kit/imap-grammar.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';

const folder = path.resolve(import.meta.dirname, '../dialogs');
const doorOf = (file: string) =>
  file.startsWith('smtp')
    ? 'smtp'
    : file.startsWith('pop')
      ? file.includes('starttls')
        ? 'pop'
        : 'pops'
      : file.includes('starttls')
        ? 'imap'
        : 'imaps';

const lenience = { bareCopyUid: true, serverUnavailable: true };

let plainWorld: World;
beforeAll(async () => {
  plainWorld = await openWorld();
});
afterAll(() => plainWorld.close());

const files = readdirSync(folder).filter((file) => /^(imap|pop|smtp)-.*\.txt$/.test(file));

/** `# quirks: {...}`, and the same for anna's tenant, mailbox and submission: what a dialog needs to be as it is. */
function wishes(file: string): Record<string, object> {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const found = [...text.matchAll(/^# (quirks|tenant|mailbox|submission): (\{.*\})$/gm)];
  return Object.fromEntries(
    found.map(([, subject = '', json = '']) => [subject, JSON.parse(json) as object]),
  );
}

async function play(
  file: string,
  fragmentBytes: number,
  steps = readDialog(path.join(folder, file)),
): Promise<void> {
  const { quirks, tenant, mailbox, submission } = wishes(file);
  // A dialog that changes nothing about the world can share it; a message that it sends hurts nobody.
  const own = quirks || tenant || mailbox || submission ? await openWorld() : undefined;
  const world = own ?? plainWorld;
  try {
    Object.assign(world.faces.quirks, quirks);
    Object.assign(world.tenant.mail, tenant);
    Object.assign(world.mailbox(anna), mailbox);
    if (submission) world.mailbox(anna).submission = { ...plainSubmission(), ...submission };
    const door = doorOf(file);
    const { host, port } = world.faces.endpoints[door];
    const smtp = ['SMTP.Send'];
    await playDialog(steps, {
      host,
      port,
      tls: door.endsWith('s'),
      caPem: world.caPem,
      fragmentBytes,
      ...(file.startsWith('imap') ? { check: (line: Buffer) => checkImapResponse(line, lenience) } : {}),
      slots: {
        user: anna,
        other: ben,
        graphToken: world.token(anna, 'graph', [
          'IMAP.AccessAsUser.All',
          'POP.AccessAsUser.All',
          'SMTP.Send',
        ]),
        imapToken: world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']),
        popToken: world.token(anna, 'exchange', ['POP.AccessAsUser.All']),
        smtpToken: world.token(anna, 'exchange', smtp),
        shortToken: world.token(anna, 'exchange', smtp, { lifetimeMs: 599_000 }),
      },
    });
  } finally {
    await own?.close();
  }
}

describe.each(files)('%s', (file) => {
  it.each([1, 3, 17, 10_000])('is spoken in fragments of %i bytes', async (fragmentBytes) => {
    await play(file, fragmentBytes);
  });
});

it('notices a server that answers something else', async () => {
  const steps = [{ side: 'S', text: '* OK Another server' }] as const;
  await expect(play('imap-wrong-audience.txt', 10, [...steps])).rejects.toThrow(
    /expected \* OK Another server/,
  );
});
