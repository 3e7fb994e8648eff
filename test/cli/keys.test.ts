// The commands about names and keys, on a store with an account in it, as a shell would run them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { mailgrant, type Ran } from './run.ts';

let sandbox: Sandbox;
let home: ConnectedHome;
let extra: Record<string, string> = {};
beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox);
});
afterAll(async () => {
  home.close();
  await sandbox.close();
});

const run = (args: string[], input = ''): Promise<Ran> =>
  mailgrant(args, { home: home.folder, input, env: { ...home.env, ...extra } });
const keyFile = (): string => join(home.folder, '.config', 'mailgrant', 'key');

describe('mailgrant account rename', () => {
  it('refuses a name that is no name, and an account that is not there', async () => {
    expect(await run(['account', 'rename', 'anna', 'two words'])).toMatchObject({ code: 2 });
    expect((await run(['account', 'rename', 'nobody', 'x'])).err).toContain('account-unknown');
  });

  it('gives the account another name, and its token with it', async () => {
    expect(await run(['account', 'rename', 'anna', 'office'])).toMatchObject({
      code: 0,
      out: 'anna@contoso.example is called office now; it was anna.\n',
    });
    expect((await run(['token', 'office'])).out).toMatch(/^eyJ/);
    expect((await run(['token', 'anna'])).err).toContain('account-unknown');
    await run(['account', 'rename', 'office', 'anna']);
  });
});

describe('mailgrant keys', () => {
  it('refuses a place that is none, and a key that is none, and the store still opens', async () => {
    expect((await run(['keys', 'move', 'attic'])).code).toBe(2);
    expect((await run(['keys', 'move', 'env'])).err).toContain('input-empty');
    expect((await run(['keys', 'move', 'env'], 'too short\n')).err).toContain('store-key-malformed');
    expect((await run(['token', 'anna'])).code).toBe(0);
  });

  it('are shown by their place and never by themselves', async () => {
    const { out, err } = await run(['keys', 'show']);
    expect(out).toBe('file\n');
    expect(out + err).not.toContain(readFileSync(keyFile(), 'utf8').trim());
  });

  it('are rotated while the tokens go on', async () => {
    const before = (await run(['token', 'anna'])).out;
    const { code, out, err } = await run(['keys', 'rotate']);
    expect(code, err).toBe(0);
    expect(out).toMatch(/^\d+ secrets are sealed with a fresh key/);
    expect((await run(['token', 'anna'])).out).toBe(before);
  });

  it('move to another file, and then into the environment', async () => {
    const other = join(home.folder, 'other-key');
    expect((await run(['keys', 'move', 'file', '--file', other])).code).toBe(0);
    extra = { MAILGRANT_KEY_FILE: other };
    expect((await run(['token', 'anna'])).out).toMatch(/^eyJ/);

    const fresh = Buffer.alloc(32, 9).toString('base64');
    expect((await run(['keys', 'move', 'env'], `${fresh}\n`)).out).toContain('env now; it was file');
    extra = { MAILGRANT_KEY_SOURCE: 'env', MAILGRANT_KEY: fresh };
    expect((await run(['token', 'anna'])).out).toMatch(/^eyJ/);
    extra = { MAILGRANT_KEY_SOURCE: 'env', MAILGRANT_KEY: Buffer.alloc(32, 8).toString('base64') };
    expect((await run(['token', 'anna'])).err).toContain('store-key-wrong');
  });
});

describe('mailgrant completion', () => {
  it('knows them all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'completion-'));
    const file = join(folder, 'mailgrant.bash');
    writeFileSync(file, (await run(['completion', 'bash'])).out);
    const text = readFileSync(file, 'utf8');
    for (const word of ['account', 'keys', 'rotate', 'rename', 'sandbox']) expect(text).toContain(word);
    rmSync(folder, { recursive: true });
  });
});
