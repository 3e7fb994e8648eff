// identity/ and the sandbox were written apart from each other, from the same documents. Here they meet.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { createMicrosoftProvider } from '../../src/identity/microsoft/provider.ts';
import type { App, Exchange, ResourceRequest, TokenAnswer, Wish } from '../../src/identity/provider.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { seed } from '../../src/sandbox/directory/seed.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { attempt } from './fake-entra.ts';

let sandbox: Sandbox;
let exchange: Exchange;
const microsoft = createMicrosoftProvider();
const wish: Wish = { services: ['imap', 'smtp', 'pop', 'graph'] };

beforeAll(async () => {
  sandbox = await startSandbox();
  exchange = { fetch: await createFetch({ caPem: sandbox.ca.pem }), clock: systemClock() };
});
afterAll(() => sandbox.close());

const registered = (changes: Partial<App> = {}): App => ({
  provider: 'microsoft',
  clientId: seed.apps.desktop.appId,
  tenant: 'common',
  cloud: sandbox.cloud,
  credential: { kind: 'none' },
  ...changes,
});

async function signedIn(
  person: { name: string; password: string },
  app = registered(),
): Promise<TokenAnswer> {
  const plan = microsoft.plan(app, wish);
  const link = await microsoft.authorizationUrl(app, plan, attempt, exchange);
  const visitor = sandbox.newVisitor();
  const callback = await visitor.visit(link, { user: person.name, password: person.password });
  return microsoft.redeemCode(app, plan, attempt, callback, exchange);
}

function exchangeRequest(app: App): ResourceRequest {
  const request = microsoft.plan(app, wish).resources[1];
  if (!request) throw new Error('the plan has no second resource');
  return request;
}

const tokenOf = (answer: TokenAnswer): Secret => answer.refreshToken ?? new Secret('');

describe('against the sandbox', () => {
  it('a declined consent and a code used twice are told apart', async () => {
    const app = registered();
    const plan = microsoft.plan(app, wish);
    const link = await microsoft.authorizationUrl(app, plan, attempt, exchange);
    const { name: user, password } = seed.contoso.ben;
    const visitor = sandbox.newVisitor();
    const declined = await visitor.visit(link, { user, password, consent: 'decline' });
    await expect(microsoft.redeemCode(app, plan, attempt, declined, exchange)).rejects.toMatchObject({
      code: 'consent-declined',
    });
    const accepted = await visitor.visit(link, { user, password });
    await microsoft.redeemCode(app, plan, attempt, accepted, exchange);
    await expect(microsoft.redeemCode(app, plan, attempt, accepted, exchange)).rejects.toMatchObject({
      code: 'code-already-used',
    });
  });

  it.each([
    [{ tenant: 'nobody.example' }, 'tenant-not-found'],
    [{ clientId: '22222222-c047-4050-8a11-00000000ffff' }, 'app-not-found'],
    [{ credential: { kind: 'secret', secret: new Secret('unwanted') } }, 'client-credential-unwanted'],
  ] satisfies Array<[Partial<App>, string]>)('a refresh with %j', async (changes, code) => {
    const token = tokenOf(await signedIn(seed.contoso.anna));
    const app = registered(changes);
    await expect(microsoft.refresh(app, token, exchangeRequest(app), exchange)).rejects.toMatchObject({
      code,
    });
  });

  it('a truncated refresh token, and a revoked one', async () => {
    const app = registered();
    const token = tokenOf(await signedIn(seed.contoso.anna));
    const half = new Secret(token.reveal().slice(0, 40));
    const request = exchangeRequest(app);
    await expect(microsoft.refresh(app, half, request, exchange)).rejects.toMatchObject({
      code: 'grant-malformed',
      details: { deadGrant: false },
    });
    sandbox.entra.revokeSessions(seed.contoso.anna.name);
    await expect(microsoft.refresh(app, token, request, exchange)).rejects.toMatchObject({
      code: 'grant-revoked',
      details: { deadGrant: true },
    });
  });

  it.each([
    ['a work account', seed.contoso.ben, false],
    ['a personal account', seed.consumers.ben, true],
  ])('%s: one consent, a token for each resource, and the profile', async (_, person, personal) => {
    const app = registered();
    const first = await signedIn(person);
    expect(first).toMatchObject({ resource: 'graph', missingScopes: [] });
    expect(first.identity).toMatchObject({ username: person.name, personal });
    const second = await microsoft.refresh(app, tokenOf(first), exchangeRequest(app), exchange);
    expect(second).toMatchObject({ resource: 'exchange', missingScopes: [] });
    expect(second.scopes).toContain('https://outlook.office.com/IMAP.AccessAsUser.All');
    expect(second.refreshToken).toBeDefined();
    expect(await microsoft.profile(app, first.accessToken, exchange)).toMatchObject({ mail: person.name });
    await expect(microsoft.profile(app, second.accessToken, exchange)).rejects.toMatchObject({
      code: 'profile-refused',
    });
  });

  it('a device signs in', async () => {
    const app = registered();
    const plan = microsoft.plan(app, wish);
    const device = await microsoft.startDevice(app, plan, exchange);
    expect(await microsoft.pollDevice(app, plan, device, exchange)).toMatchObject({ kind: 'pending' });
    const { name: user, password } = seed.contoso.ben;
    const visitor = sandbox.newVisitor();
    await visitor.approveDevice(device.userCode, { user, password });
    expect(await microsoft.pollDevice(app, plan, device, exchange)).toMatchObject({
      kind: 'granted',
      answer: { resource: 'graph', identity: { username: user } },
    });
  });

  it('a daemon needs nobody, but the right secret', async () => {
    const { appId: clientId, secret } = seed.apps.daemon;
    const daemon = (value: string): App =>
      registered({
        clientId,
        tenant: seed.contoso.tenantId,
        credential: { kind: 'secret', secret: new Secret(value) },
      });
    const request = microsoft.appOnlyRequest(daemon(secret), 'imap');
    await expect(microsoft.clientCredentials(daemon('wrong'), request, exchange)).rejects.toMatchObject({
      code: 'client-secret-wrong',
    });
    const answer = await microsoft.clientCredentials(daemon(secret), request, exchange);
    expect(answer).toMatchObject({ resource: 'exchange' });
    expect(answer.scopes).toContain('IMAP.AccessAsApp');
    // The sandbox's daemon has no application permission of Graph; the token comes all the same.
    const graph = microsoft.appOnlyRequest(daemon(secret), 'graph');
    await expect(microsoft.clientCredentials(daemon(secret), graph, exchange)).rejects.toMatchObject({
      code: 'app-only-no-role',
      details: { roles: 'Mail.ReadWrite', tenant: seed.contoso.tenantId },
    });
  });
});
