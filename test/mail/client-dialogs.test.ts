// Every file of test/dialogs/clients against our clients: whole, as each of its stretches comes in one packet, and in
// pieces of 1, 3 and 17 bytes.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { act, type ClientDialog, readClientDialog } from '../kit/client-dialog.ts';
import { playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { mailboxWorld } from '../kit/imap-worlds.ts';

const folder = join(import.meta.dirname, '..', 'dialogs', 'clients');
const files = readdirSync(folder);

async function play(dialog: ClientDialog, fragmentBytes: number): Promise<object> {
  const { protocol, text, tokens } = dialog;
  const tls = protocol !== 'smtp';
  const address = /^# mailbox: (.+)$/m.exec(text)?.[1] ?? 'anna@contoso.example';
  const server = await playServer(text, { tls, fragmentBytes, whole: true, values: { user: address } });
  // Backoff times are waited for, ten times as fast.
  const world = mailboxWorld({
    port: server.port,
    ca: server.ca,
    tokens: fixedTokens(tokens),
    address,
    clock: hurriedClock(10),
    security: tls ? 'tls' : 'starttls',
  });
  try {
    return await act(dialog, world);
  } finally {
    await server.finish();
  }
}

describe.each(files)('%s', (file) => {
  const dialog = readClientDialog(join(folder, file));
  it.each([1, 3, 17, 100_000])(`${dialog.must}; in pieces of %i bytes`, async (fragmentBytes) => {
    expect(await play(dialog, fragmentBytes)).toMatchObject(dialog.outcome);
  });
});

it('notices a client that makes something else of it', async () => {
  const dialog = readClientDialog(join(folder, 'imap-refused-at-once.txt'));
  const other = {
    ...dialog,
    text: dialog.text.replaceAll('NO AUTHENTICATE failed.', 'BAD Command Error. 10'),
  };
  expect(await play(other, 17)).not.toMatchObject(dialog.outcome);
  const silent = { ...dialog, text: `${dialog.text}\nC {z} NOOP` };
  await expect(play({ ...silent, text: `${silent.text}\n---\nS * OK` }, 17)).rejects.toThrow(/never came/);
});
