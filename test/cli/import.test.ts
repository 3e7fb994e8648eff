// Moving over from another program: its files, a refresh token that works in them, and what is said of it.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailgrant } from '../../src/app/mailgrant.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { needs } from '../kit/interop.ts';
import { mailgrant, type Ran } from './run.ts';

const anna = seed.contoso.anna.name;
const clientId = seed.apps.desktop.appId;
const wrong = 'not-a-refresh-token-of-anybody';

let sandbox: Sandbox;
let home: ConnectedHome;
let refresh: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  // The token that another program would have had: of the same person, by the same registration.
  const theirs = await connectedHome(sandbox);
  const opened = await openMailgrant({
    store: join(theirs.folder, '.local', 'share', 'mailgrant', 'mailgrant.db'),
    key: { kind: 'file', path: join(theirs.folder, '.config', 'mailgrant', 'key') },
    schedule: false,
  });
  const account = await opened.account('anna');
  refresh = (await opened.store.grants.get(account.id))?.refreshToken?.reveal() ?? '';
  await opened.close();
  theirs.close();
  home = await connectedHome(sandbox, []);
});
afterAll(async () => {
  home.close();
  await sandbox.close();
});

const command = (args: string[], input = '', env: Record<string, string> = {}): Promise<Ran> =>
  mailgrant(args, { home: home.folder, input, env: { ...home.env, ...env } });
const run = (...args: string[]): Promise<Ran> => command(['import', ...args]);

function file(name: string, content: object | string): string {
  const path = join(home.folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  return path;
}

const cache = (secret: string): object => ({
  Account: { a: { home_account_id: 'u.t', username: anna, realm: 'contoso.example' } },
  AccessToken: {},
  RefreshToken: {
    a: { home_account_id: 'u.t', client_id: clientId, secret, environment: 'login.microsoftonline.com' },
  },
});
const mutt = (secret: string): object => ({ registration: 'microsoft', email: anna, refresh_token: secret });

it('refuses what it does not know, cannot read, or cannot open', async () => {
  const unknown = await run(file('notes.txt', 'hello'));
  expect(unknown.err).toContain('import-format-unknown');
  expect(unknown.err).toContain('email-oauth2-proxy');
  expect((await run(join(home.folder, 'nowhere'))).err).toContain('ENOENT');
  const sealed = `[${anna}]\ntoken_url = https://login.microsoftonline.com/common/oauth2/v2.0/token\nclient_id = c\ntoken_salt = AAAA\ntoken_iterations = 10\nrefresh_token = gAAAAA\n`;
  expect((await run(file('emailproxy.config', sealed))).err).toContain('import-password-missing');
  const withWrong = await command(
    ['import', join(home.folder, 'emailproxy.config'), '--password-stdin'],
    'wrong\n',
  );
  expect(withWrong.err).toContain('import-password-wrong');
  expect((await run(file('m.tokens', mutt(refresh)), '--for', 'fax')).code).toBe(2);
});

it('says what is there and takes nothing when it is a dry run, and shows no secret', async () => {
  const { out, err, code } = await run(file('cache.json', cache(refresh)), '--dry-run', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({
      address: anna,
      from: 'MSAL',
      state: 'refresh token',
      clientId,
      tenant: 'contoso.example',
    }),
  ]);
  expect(out + err).not.toContain(refresh);
  expect((await command(['accounts'])).out).toBe('');
});

it('does not take a token that does not work, and says which command helps', async () => {
  const { out, err, code } = await run(file('dead.json', cache(wrong)), '--json');
  expect(code).toBe(1);
  expect(err).toContain('import-incomplete');
  const [row] = JSON.parse(out) as Array<Record<string, string>>;
  expect(row).toMatchObject({ state: 'refused', resources: [] });
  expect(row?.['next']).toMatch(new RegExp(`^mailgrant login ${anna} --client-id ${clientId}`));
  expect(out + err).not.toContain(wrong);
  expect((await command(['accounts'])).out).toBe('');
});

it('asks for the client id where the file does not have it', async () => {
  const { out, code } = await run(file('muttfile', mutt(refresh)), '--json');
  expect(code).toBe(1);
  expect(out).toContain('mailgrant import FILE --client-id GUID');
});

it('takes a token that works: the account hands out tokens of both resources', async () => {
  const { out, code } = await run(file('good.json', cache(refresh)), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({
      account: 'anna',
      state: 'taken',
      resources: expect.arrayContaining(['exchange', 'graph']),
    }),
  ]);
  for (const service of ['imap', 'graph']) {
    expect((await command(['token', 'anna', '--for', service])).out).toMatch(/^eyJ/);
  }
});

it('stores untried what it is told to, and the first use tries it', async () => {
  const { out, code } = await run(
    file('off.json', cache(refresh)),
    '--offline',
    '--json',
    'state,account,next',
  );
  expect([code, JSON.parse(out)]).toEqual([
    0,
    [{ state: 'stored untried', account: 'anna', next: 'mailgrant refresh anna' }],
  ]);
  expect((await command(['token', 'anna', '--for', 'imap'])).out).toMatch(/^eyJ/);
});

describe('GnuPG', () => {
  const { missing, title } = needs('is asked to decrypt, as its user would', 'gpg');
  it.skipIf(missing)(title, { timeout: 60_000 }, async () => {
    const folder = join(home.folder, 'g');
    mkdirSync(folder);
    chmodSync(folder, 0o700);
    const env = { GNUPGHOME: folder };
    const gpg = (args: string[]): Buffer =>
      execFileSync('gpg', ['--batch', '--quiet', ...args], {
        env: { ...process.env, ...env },
        stdio: 'pipe',
      });
    try {
      gpg(['--passphrase', '', '--quick-generate-key', anna, 'default', 'default', 'never']);
      const path = file('anna.tokens', mutt(refresh));
      gpg(['--trust-model', 'always', '--encrypt', '--recipient', anna, '--output', `${path}.gpg`, path]);
      const ran = await command(
        ['import', `${path}.gpg`, '--client-id', clientId, '--json', 'state,from'],
        '',
        env,
      );
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(ran.out)).toEqual([{ state: 'taken', from: 'mutt_oauth2.py' }]);
      const other = await command(['import', `${path}.gpg`], '', { GNUPGHOME: home.folder });
      expect(other.err).toContain('import-gpg-failed');
    } finally {
      execFileSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, ...env } });
    }
  });
});
