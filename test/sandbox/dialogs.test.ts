// Every dialog of test/dialogs against the sandbox, whole and in fragments.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playDialog, readDialog } from '../kit/dialog.ts';
import { checkImapResponse } from '../kit/imap-grammar.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';

const folder = path.resolve(import.meta.dirname, '../dialogs');
const doorOf = (file: string) =>
  file.startsWith('smtp')
    ? 'smtp'
    : file.startsWith('pop')
      ? 'pops'
      : file.includes('starttls')
        ? 'imap'
        : 'imaps';

const lenience = { bareCopyUid: true, serverUnavailable: true };

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const files = readdirSync(folder).filter((file) => /^(imap|pop|smtp)-.*\.txt$/.test(file));

function play(
  file: string,
  fragmentBytes: number,
  steps = readDialog(path.join(folder, file)),
): Promise<void> {
  const door = doorOf(file);
  const { host, port } = world.faces.endpoints[door];
  return playDialog(steps, {
    host,
    port,
    tls: door.endsWith('s'),
    caPem: world.caPem,
    fragmentBytes,
    ...(file.startsWith('imap') ? { check: (line: Buffer) => checkImapResponse(line, lenience) } : {}),
    slots: {
      user: anna,
      other: ben,
      graphToken: world.token(anna, 'graph', ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All']),
      imapToken: world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']),
      popToken: world.token(anna, 'exchange', ['POP.AccessAsUser.All']),
      smtpToken: world.token(anna, 'exchange', ['SMTP.Send']),
    },
  });
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
