// What goes wrong on the way to Microsoft, through the whole stack: each has its own error with a next step, none costs
// the grant, and the next refresh works. Consent that goes wrong leaves nothing behind.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mailgrant, openMailgrant } from '../../src/app/mailgrant.ts';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { ResourceId } from '../../src/base/token-source.ts';
import { isMailgrantError, type MailgrantError } from '../../src/errors/error.ts';
import type { CustomCloud } from '../../src/identity/provider.ts';
import { type FaultPlan, type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { freePort } from '../kit/free-port.ts';

const { anna, ben } = seed.contoso;
const exchange = 'exchange' as ResourceId;
const redirectUri = 'http://localhost:4321/';
const wish = { services: ['imap', 'graph'] } as const;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let folder: string;
let mailgrant: Mailgrant;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'));
  mailgrant = await open();
  await addApp('default');
});
afterEach(async () => {
  sandbox.faults.clear();
  await mailgrant.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): Promise<Mailgrant> {
  return openMailgrant({
    store: join(folder, 'mail.db'),
    key: { kind: 'file', path: join(folder, 'key') },
    caPem: sandbox.ca.pem,
    clock: systemClock(),
    schedule: false,
  });
}

async function addApp(
  name: string,
  changes: { tenant?: string; cloud?: Partial<CustomCloud> } = {},
): Promise<void> {
  await mailgrant.store.apps.add({
    name,
    provider: 'microsoft',
    clientId: seed.apps.desktop.appId,
    tenant: changes.tenant ?? 'common',
    cloud: JSON.stringify({ ...sandbox.cloud, ...changes.cloud }),
    credential: { kind: 'none' },
  });
}

async function connect(): Promise<void> {
  const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
  await mailgrant.consents.complete(await visit(url));
}

const visit = (
  url: URL,
  person: { name: string; password: string } = anna,
  consent: 'accept' | 'decline' = 'accept',
): Promise<URL> => sandbox.newVisitor().visit(url, { user: person.name, password: person.password, consent });

async function refused(work: Promise<unknown>): Promise<MailgrantError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isMailgrantError(error)) return error;
  throw new Error('it was not refused by an error of ours', { cause: error });
}

/** Every error a person meets says what happened, and what to do. */
function expectKind(error: MailgrantError): void {
  expect(error.message.length).toBeGreaterThan(20);
  expect(error.message).not.toMatch(/\{\w+\}/);
  expect(error.hint.length, error.code).toBeGreaterThan(10);
  expect(error.hint).not.toMatch(/\{\w+\}/);
}

describe('a refresh that meets', () => {
  it.each<[string, Omit<FaultPlan, 'where'>, string, string]>([
    ['a page where JSON was due', { kind: 'html' }, 'entra-not-json', 'later'],
    ['half a JSON', { kind: 'half-json' }, 'entra-answer-cut', 'later'],
    ['429', { kind: 'http-429', retryAfter: 7 }, 'throttled', 'later'],
    ['503', { kind: 'http-503' }, 'entra-unavailable', 'later'],
    ['a connection that breaks', { kind: 'reset' }, 'net-lost', 'later'],
    ['a redirect to itself', { kind: 'redirect-loop' }, 'entra-redirected', 'later'],
    ['a token for the other resource', { kind: 'wrong-audience' }, 'token-wrong-resource', 'never'],
  ])('%s says so, and loses nothing', async (_, fault, code, retry) => {
    await connect();
    sandbox.faults.add({ where: 'token', times: 2, ...fault });
    const error = await refused(mailgrant.tokens.refresh('anna', exchange));
    expect(error).toMatchObject({ code, retry });
    expectKind(error);
    if (fault.retryAfter !== undefined) expect(error.retryAfterMs).toBe(7_000);
    // Another process, after the trouble: the grant is whole.
    sandbox.faults.clear();
    await mailgrant.close();
    mailgrant = await open();
    const token = await mailgrant.tokens.refresh('anna', exchange);
    expect(token.resource).toBe(exchange);
  });

  it('a port where nothing listens says so', async () => {
    await addApp('astray', { cloud: { authority: `https://localhost:${await freePort()}` } });
    const imported = mailgrant.consents.importRefreshToken({ app: 'astray', wish }, new Secret('1.a-token'));
    const error = await refused(imported);
    expect(error.code).toBe('net-refused');
    expectKind(error);
    expect(await mailgrant.store.accounts.list()).toEqual([]);
  });
});

describe('a consent that goes wrong leaves no account behind', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'declined',
      async () => {
        const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
        return mailgrant.consents.complete(await visit(url, ben, 'decline'));
      },
      'consent-declined',
    ],
    [
      'by somebody else than expected',
      async () => {
        const begun = { app: 'default', wish, redirectUri, signInAs: ben.name };
        const { url } = await mailgrant.consents.begin(begun);
        url.searchParams.delete('login_hint');
        return mailgrant.consents.complete(await visit(url));
      },
      'consent-wrong-account',
    ],
    [
      'under a state that nobody gave',
      async () => {
        const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
        const back = await visit(url);
        back.searchParams.set('state', 'made-up');
        return mailgrant.consents.complete(back);
      },
      'consent-unknown',
    ],
    [
      'with a nonce that nobody gave',
      async () => {
        const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
        url.searchParams.set('nonce', 'made-up');
        return mailgrant.consents.complete(await visit(url));
      },
      'nonce-mismatch',
    ],
    [
      'in a tenant that does not exist',
      async () => {
        await addApp('astray', { tenant: 'nowhere.example' });
        const token = new Secret('1.a-token');
        return mailgrant.consents.importRefreshToken({ app: 'astray', wish }, token);
      },
      'tenant-not-found',
    ],
    [
      'from half a refresh token',
      async () => {
        const { refreshToken } = sandbox.entra.mint({
          user: anna.name,
          app: seed.apps.desktop.appId,
          scopes: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
        });
        const half = new Secret(refreshToken.slice(0, refreshToken.length / 2));
        return mailgrant.consents.importRefreshToken({ app: 'default', wish }, half);
      },
      'grant-malformed',
    ],
    [
      'for a permission that nobody knows',
      async () => {
        const odd = { services: ['imap'], permissions: ['Mail.ReedWrite'] } as const;
        return mailgrant.consents.begin({ app: 'default', wish: odd, redirectUri });
      },
      'scope-unknown',
    ],
  ])('%s', async (_, work, code) => {
    const error = await refused(work());
    expect(error.code).toBe(code);
    expectKind(error);
    expect(await mailgrant.store.accounts.list()).toEqual([]);
  });

  it('twice by one way back: the first account stays', async () => {
    const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
    const back = await visit(url);
    await mailgrant.consents.complete(back);
    const error = await refused(mailgrant.consents.complete(back));
    expect(error.code).toBe('consent-unknown');
    expectKind(error);
    expect((await mailgrant.tokens.get('anna', 'imap')).username).toBe(anna.name);
  });
});
