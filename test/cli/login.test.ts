// Connecting a mailbox from a terminal, in each of the ways that the command offers, against the sandbox. The person is
// the sandbox's visitor: she opens the link that the command prints, or types its code.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { mailgrant, type Ran, start } from './run.ts';

const { anna, ben } = seed.contoso;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let home: string;
let options: { home: string; env: Record<string, string> };
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'login-'));
  const [caFile, cloudFile] = [join(home, 'ca.pem'), join(home, 'cloud.json')];
  writeFileSync(caFile, sandbox.ca.pem);
  writeFileSync(cloudFile, JSON.stringify(sandbox.cloud));
  // No browser on this machine: the command says so, and the link is what is left.
  options = { home, env: { MAILGRANT_CA_FILE: caFile, PATH: '/nowhere', BROWSER: 'false' } };
  const added = await run('app', 'add', '--client-id', seed.apps.desktop.appId, '--cloud', cloudFile);
  expect(added.code, added.err).toBe(0);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Ran> => mailgrant(args, options);
const link = /(https:\/\/localhost:\d+\/\S+\/authorize\?\S+)/;

async function byBrowser(person: { name: string; password: string }, ...args: string[]): Promise<Ran> {
  const running = start(['login', ...args], options);
  const [, url = ''] = await running.says(link);
  const visitor = sandbox.newVisitor();
  // The page suggests the account that was named; somebody else presses "use another account".
  const page = new URL(url);
  page.searchParams.delete('login_hint');
  await visitor.visit(page, { user: person.name, password: person.password, deliver: true });
  return running.ended;
}

describe('mailgrant login ends with a reason', () => {
  it('when somebody else signs in', async () => {
    const { code, err } = await byBrowser(ben, anna.name);
    expect(code).toBe(4);
    expect(err).toContain('consent-wrong-account');
    expect(err).toContain(ben.name);
    expect((await run('accounts')).out).toBe('');
  });

  it('when the person declines', async () => {
    const running = start(['login', anna.name, '--link'], options);
    const [, url = ''] = await running.says(link);
    const declined = await sandbox.newVisitor().visit(url, {
      user: anna.name,
      password: anna.password,
      consent: 'decline',
    });
    running.type(`${declined.href}\n`);
    const { code, err } = await running.ended;
    expect(err).toContain('consent-declined');
    expect(code).toBe(4);
  });

  it('when the way back is not an address', async () => {
    const running = start(['login', anna.name, '--link'], options);
    await running.says(/Address: /);
    running.type('I pressed accept\n');
    expect(await running.ended).toMatchObject({
      err: expect.stringContaining('callback-not-a-url') as string,
    });
  });

  it('when it is interrupted, and leaves no account behind', async () => {
    const running = start(['login', anna.name], options);
    await running.says(link);
    running.interrupt();
    const { code } = await running.ended;
    expect(code).not.toBe(0);
    expect((await run('accounts')).out).toBe('');
  });

  it.each(['abc', '0', '65536', '8 0'])('when the port for the way back is none: %j', async (port) => {
    const { code, err } = await run('login', anna.name, '--redirect-port', port);
    expect(code).toBe(2);
    expect(err).toContain('--redirect-port wants a port from 1 to 65535');
  });

  it('when a secret that is piped in is longer than any can be', async () => {
    const { code, err } = await mailgrant(['login', anna.name, '--import-refresh-token'], {
      ...options,
      input: 'x'.repeat(70_000),
    });
    expect(code).toBe(2);
    expect(err).toContain('(input-too-long)');
  });

  it('when the port for the way back is taken', async () => {
    const { port } = new URL(sandbox.urls.entraHttp);
    const { code, err } = await run('login', anna.name, '--redirect-port', port);
    expect(err).toContain('port-taken');
    expect(code).toBe(1);
  });
});

describe('mailgrant login', () => {
  it('by the browser connects for every service, and the token command needs nobody any more', async () => {
    const { code, out, err } = await byBrowser(anna, anna.name);
    expect(code, err).toBe(0);
    expect(out).toContain('anna@contoso.example is connected as anna.');
    const asked = sandbox.requests.count({ endpoint: 'token' });
    for (const service of ['imap', 'pop', 'smtp', 'graph']) {
      const token = await run('token', 'anna', '--for', service);
      expect(token).toMatchObject({ code: 0, err: '' });
      expect(token.out).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/);
    }
    expect(sandbox.requests.count({ endpoint: 'token' })).toBe(asked);
  });

  it('by a link takes the address that the browser ended at', async () => {
    const running = start(['login', anna.name, '--link'], options);
    const [, url = ''] = await running.says(link);
    const back = await sandbox.newVisitor().visit(url, { user: anna.name, password: anna.password });
    running.type(`${back.href}\n`);
    const { code, out, err } = await running.ended;
    expect(code, err).toBe(0);
    expect(out).toContain('is connected as anna');
  });

  it('by a code asks once more for the resource that one code does not cover', async () => {
    // As if nobody had agreed to anything before, which the tests above have.
    sandbox.entra.consent.withdraw(ben.name, seed.apps.desktop.appId);
    const running = start(['login', ben.name, '--device'], options);
    const { name: user, password } = ben;
    const [, first = ''] = await running.says(/code ([A-Z0-9]{8,9})/);
    await sandbox.newVisitor().approveDevice(first, { user, password });
    const [, second = ''] = await running.says(/separately for \w+\.[\s\S]*code ([A-Z0-9]{8,9})/);
    expect(second).not.toBe(first);
    await sandbox.newVisitor().approveDevice(second, { user, password });
    const { code, out, err } = await running.ended;
    expect(code, err).toBe(0);
    expect(out).toContain('exchange:');
    expect(out).toContain('graph:');
    for (const service of ['imap', 'graph']) {
      expect((await run('token', 'ben', '--for', service)).out).toMatch(/^eyJ/);
    }
  });

  it.each([
    // Both are refused on the page; then each has a trip of its own.
    ['refuse-at-authorize', 3],
    // One is granted, the other is refused at /token.
    ['refuse-at-token', 2],
  ] as const)(
    'a personal account that does not take both resources at once is asked for each: %s, %i trips',
    { timeout: 90_000 },
    async (personalMixedConsent, trips) => {
      const { name: user, password } = seed.consumers.anna;
      sandbox.entra.consent.withdraw(user, seed.apps.desktop.appId);
      await sandbox.act('set-switches', { personalMixedConsent });
      try {
        const running = start(['login', user, '--link'], options);
        for (let trip = 1; trip <= trips; trip += 1) {
          const [, url = ''] = await running.says(new RegExp(`(?:[\\s\\S]*?${link.source}){${trip}}`));
          const back = await sandbox.newVisitor().visit(url, { user, password });
          running.type(`${back.href}\n`);
        }
        const { code, out, err } = await running.ended;
        expect(code, err).toBe(0);
        expect(out).toContain('exchange:');
        expect(out).toContain('graph:');
      } finally {
        await sandbox.act('set-switches', { personalMixedConsent: 'allow' });
      }
      for (const service of ['imap', 'graph']) {
        const { code, err } = await run('token', seed.consumers.anna.name, '--for', service);
        expect(code, err).toBe(0);
      }
    },
  );

  it('again, after a sign-out, brings the account back under its name', async () => {
    await byBrowser(anna, anna.name, '--name', 'office');
    const signedOut = await run('logout', 'office');
    expect(signedOut.code, signedOut.err).toBe(0);
    const refused = await run('token', 'office');
    expect(refused).toMatchObject({ code: 4, out: '' });
    expect(refused.err).toContain('mailgrant login');
    const again = await byBrowser(anna, 'office');
    expect(again.out).toContain('is connected as office');
    expect((await run('token', 'office')).code).toBe(0);
    expect((await run('accounts')).out.split('\n')).toHaveLength(2);
  });

  it('says no secret to anybody but the one who asked for it', async () => {
    const said = [await byBrowser(anna, anna.name), await run('accounts'), await run('whoami', 'anna')];
    const token = (await run('token', 'anna')).out.trim();
    const store = readFileSync(join(home, '.local', 'share', 'mailgrant', 'mailgrant.db'));
    for (const { out, err } of said) {
      expect(out + err).not.toContain(token);
      expect(out + err).not.toContain(anna.password);
    }
    expect(store.includes(token)).toBe(false);
  });
});
