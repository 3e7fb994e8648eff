// The broker, the store and the generic provider against an OpenID provider that nobody here wrote: what is said about
// one consent, rotation and dead grants has to be true of somebody else's OAuth 2.0 as well.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mailgrant, openMailgrant } from '../../src/app/mailgrant.ts';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { ResourceId } from '../../src/base/token-source.ts';
import type { ConsentOutcome } from '../../src/broker/consent.ts';
import {
  audiences,
  daemonClient,
  type ForeignProvider,
  nativeClient,
  startForeignProvider,
} from '../kit/foreign-provider.ts';

const anna = 'anna@contoso.example';
const mail = 'mail' as ResourceId;
const calendar = 'calendar' as ResourceId;
const wish = { services: ['imap', 'graph'] } as const;

let foreign: ForeignProvider;
let folder: string;
let mailgrant: Mailgrant;
beforeEach(async () => {
  foreign = await startForeignProvider();
  folder = mkdtempSync(join(tmpdir(), 'oidc-'));
  mailgrant = await openStore();
  const cloud = JSON.stringify({
    name: 'foreign',
    authority: foreign.issuer,
    resources: {
      mail: { services: ['imap', 'smtp'], scopes: ['mail'], audience: audiences.mail },
      calendar: { services: ['graph'], scopes: ['calendar'], audience: audiences.calendar },
    },
  });
  const common = { provider: 'generic', tenant: 'any', cloud };
  const { apps } = mailgrant.store;
  await apps.add({ ...common, name: 'native', clientId: nativeClient.id, credential: { kind: 'none' } });
  const secret = new Secret(daemonClient.secret);
  await apps.add({
    ...common,
    name: 'daemon',
    clientId: daemonClient.id,
    credential: { kind: 'secret', secret },
  });
});
afterEach(async () => {
  await mailgrant.close();
  await foreign.close();
  rmSync(folder, { recursive: true });
});

function openStore(): Promise<Mailgrant> {
  return openMailgrant({
    store: join(folder, 'mail.db'),
    key: { kind: 'file', path: join(folder, 'key') },
    caPem: foreign.caPem,
    clock: systemClock(),
    schedule: false,
  });
}

async function begin() {
  return mailgrant.consents.begin({ app: 'native', wish, redirectUri: nativeClient.redirectUri });
}

async function connect(): Promise<Extract<ConsentOutcome, { kind: 'connected' }>> {
  const outcome = await mailgrant.consents.complete(await foreign.visit((await begin()).url));
  if (outcome.kind !== 'connected') throw new Error('one trip is enough for this provider');
  return outcome;
}

function audience(token: Secret): unknown {
  const payload = Buffer.from(token.reveal().split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as Record<string, unknown>)['aud'];
}

async function storedRefreshToken(): Promise<string> {
  const account = await mailgrant.account('anna');
  const grant = await mailgrant.store.grants.get(account.id);
  return grant?.refreshToken?.reveal() ?? '';
}

describe('a foreign OpenID provider says no', () => {
  it('when the person declines', async () => {
    foreign.answer = 'decline';
    const callback = await foreign.visit((await begin()).url);
    await expect(mailgrant.consents.complete(callback)).rejects.toMatchObject({ code: 'consent-declined' });
    expect(await mailgrant.store.accounts.list()).toEqual([]);
  });

  it('and mailgrant does, when the callback is of another attempt', async () => {
    const callback = await foreign.visit((await begin()).url);
    callback.searchParams.set('state', 'made-up');
    await expect(mailgrant.consents.complete(callback)).rejects.toMatchObject({ code: 'consent-unknown' });
  });

  it('and mailgrant does, when the issuer of the callback is another', async () => {
    const callback = await foreign.visit((await begin()).url);
    callback.searchParams.set('iss', 'https://elsewhere.example');
    await expect(mailgrant.consents.complete(callback)).rejects.toMatchObject({
      code: 'callback-issuer-mismatch',
    });
  });

  it('to a code that was redeemed by somebody else first', async () => {
    const first = await begin();
    const callback = await foreign.visit(first.url);
    const again = await begin();
    // The same code under the state of another attempt: its verifier is not the one the code was made for.
    callback.searchParams.set('state', again.state);
    await expect(mailgrant.consents.complete(callback)).rejects.toMatchObject({ retry: 'signIn' });
  });

  it('to a grant that was revoked, and the account says what to do', async () => {
    await connect();
    const stored = await foreign.provider.RefreshToken.find(await storedRefreshToken());
    await stored?.destroy();
    await expect(mailgrant.tokens.refresh('anna', mail)).rejects.toMatchObject({
      retry: 'signIn',
      hint: expect.stringContaining('mailgrant login') as string,
    });
    // What was refused stays refused until somebody signs in, and is not asked again and again.
    await mailgrant.close();
    mailgrant = await openStore();
    await expect(mailgrant.tokens.refresh('anna', calendar)).rejects.toMatchObject({ retry: 'signIn' });
    await connect();
    expect(audience((await mailgrant.tokens.get('anna', 'imap')).secret)).toBe(audiences.mail);
  });

  it('to a refresh token that was spent already: it takes the family of grants with it', async () => {
    await connect();
    const spent = await storedRefreshToken();
    await mailgrant.tokens.refresh('anna', mail);
    const thief = await fetchToken(spent);
    expect(thief).toMatchObject({ error: 'invalid_grant' });
    await expect(mailgrant.tokens.refresh('anna', mail)).rejects.toMatchObject({ retry: 'signIn' });
  });
});

async function fetchToken(refreshToken: string): Promise<unknown> {
  const response = await mailgrant.fetch(`${foreign.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: nativeClient.id,
    }),
  });
  return response.json();
}

describe('with a foreign OpenID provider', () => {
  it('one consent becomes a token for each resource', async () => {
    const { account, resources, refused } = await connect();
    expect(account.address).toBe(anna);
    expect(refused).toEqual([]);
    expect(resources.map(({ resource }) => resource)).toEqual(['mail', 'calendar']);
    expect(audience((await mailgrant.tokens.get('anna', 'imap')).secret)).toBe(audiences.mail);
    expect(audience((await mailgrant.tokens.get(anna, 'graph')).secret)).toBe(audiences.calendar);
  });

  it('each refresh rotates, the new refresh token is stored, and another process goes on with it', async () => {
    await connect();
    const seen = new Set([await storedRefreshToken()]);
    for (const resource of [mail, calendar, mail, calendar]) {
      const token = await mailgrant.tokens.refresh('anna', resource);
      expect(audience(token.secret)).toBe(resource === mail ? audiences.mail : audiences.calendar);
      seen.add(await storedRefreshToken());
    }
    expect(seen.size).toBe(5);
    await mailgrant.close();
    mailgrant = await openStore();
    expect(audience((await mailgrant.tokens.refresh('anna', mail)).secret)).toBe(audiences.mail);
  });

  it('a device is let in by its code', async () => {
    let typed = Promise.resolve();
    const outcome = await mailgrant.consents.device({ app: 'native', wish }, ({ userCode }) => {
      typed = foreign.approveDevice(userCode);
    });
    await typed;
    expect(outcome.kind).toBe('connected');
    expect(audience((await mailgrant.tokens.get('anna', 'graph')).secret)).toBe(audiences.calendar);
    expect(audience((await mailgrant.tokens.get('anna', 'imap')).secret)).toBe(audiences.mail);
  });

  it('a program without a person has tokens of its own', async () => {
    const outcome = await mailgrant.consents.appOnly({
      app: 'daemon',
      wish: { services: ['imap'] },
      mailbox: anna,
    });
    if (outcome.kind !== 'connected') throw new Error('there is nothing to consent to');
    expect(outcome.account.kind).toBe('app');
    expect(audience((await mailgrant.tokens.get('anna', 'imap')).secret)).toBe(audiences.mail);
  });
});
