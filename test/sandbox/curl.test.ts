// curl against the faces: the client of the recorded story.

import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../kit/interop.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

const { missing, title } = needs('curl', 'curl');

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(path.join(tmpdir(), 'faces-'));
  writeFileSync(path.join(folder, 'ca.pem'), world.caPem);
});
afterAll(() => world.close());

async function curl(token: string, args: string[]): Promise<string> {
  const fixed = ['-sS', '--cacert', path.join(folder, 'ca.pem'), '--user', anna, '--oauth2-bearer', token];
  const { stdout } = await promisify(execFile)('curl', [...fixed, ...args], { timeout: 15_000 });
  return stdout;
}

describe.skipIf(missing)(title, () => {
  it('is refused by IMAP with a token for Graph', async () => {
    const { port } = world.faces.endpoints.imaps;
    const token = world.token(anna, 'graph', ['IMAP.AccessAsUser.All']);
    await expect(curl(token, [`imaps://localhost:${port}/INBOX`])).rejects.toThrow(/curl: \(67\)/);
  });

  it('reads a message by IMAP', async () => {
    world.faces.mail.deliver(hello('For curl'), anna);
    const { port } = world.faces.endpoints.imaps;
    const token = world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']);
    expect(await curl(token, [`imaps://localhost:${port}/INBOX;MAILINDEX=1`])).toContain('Subject: For curl');
  });

  it('sends by SMTP', async () => {
    const { port } = world.faces.endpoints.smtp;
    const token = world.token(anna, 'exchange', ['SMTP.Send']);
    const file = path.join(folder, 'message.txt');
    writeFileSync(file, `From: ${anna}\r\nTo: ${ben}\r\nSubject: By curl\r\n\r\n.dot\r\n`);
    const envelope = ['--mail-from', anna, '--mail-rcpt', ben, '--upload-file', file];
    await curl(token, ['--ssl-reqd', `smtp://localhost:${port}`, ...envelope]);
    expect(world.faces.mail.list(ben).at(-1)?.content.raw.toString()).toContain('\r\n\r\n.dot\r\n');
  });
});
