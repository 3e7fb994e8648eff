// Guests, revocation, claims challenges, devices and keys: what is granted, and what it is worth afterwards.

import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import {
  type Client,
  codeFor,
  desktop,
  graph,
  outlook,
  post,
  redeem,
  refresh,
  signedIn,
  spa,
  type TokenReply,
  web,
} from '../kit/entra-client.ts';
import { form, json, password, visit } from './refusals/row.ts';

const { contoso, lab, consumers } = seed;
const { anna } = contoso;
const cp1 = JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } });
const dayMs = 86_400_000;

let s: Sandbox;
beforeEach(async () => {
  s = await startSandbox();
});
afterEach(() => s.close());

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const me = (token: string): Promise<Response> =>
  fetch(`${s.urls.graphHttp}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } });
const codeOf = ({ body }: TokenReply): unknown => (body['error_codes'] as unknown[] | undefined)?.[0];

describe('a guest', () => {
  const atLab: Client = { ...desktop, tenant: lab.domain };
  beforeEach(() => s.act('add-guest', { user: anna.name, tenant: lab.domain }));

  it('signs in with her own password and is somebody else there', async () => {
    const code = await codeFor(s, atLab, anna);
    const scope = `openid profile email offline_access ${graph}`;
    const reply = await redeem(s, atLab, code, { scope, client_info: '1' });
    expect(reply.status).toBe(200);
    const guest = s.directory.userByName('anna_contoso.example#EXT#@contosolab.onmicrosoft.com');
    expect(claimsOf(reply.text('access_token'))).toMatchObject({
      tid: lab.tenantId,
      oid: guest?.id,
      acct: 1,
      idp: `https://sts.windows.net/${contoso.tenantId}/`,
      unique_name: anna.name,
    });
    expect(claimsOf(reply.text('id_token'))).toMatchObject({
      tid: lab.tenantId,
      oid: guest?.id,
      preferred_username: anna.name,
    });
    const home = s.directory.userByName(anna.name)?.id;
    expect(JSON.parse(Buffer.from(reply.text('client_info'), 'base64url').toString())).toEqual({
      uid: home,
      utid: contoso.tenantId,
    });
  });

  it('has one refresh token for both tenants, and a consent in each', async () => {
    const token = await signedIn(s, desktop, anna);
    expect(codeOf(await refresh(s, atLab, token))).toBe(65001);
    s.entra.consent.grantForTenant(lab.domain, desktop.appId, graph);
    const there = await refresh(s, atLab, token);
    expect(claimsOf(there.text('access_token'))['tid']).toBe(lab.tenantId);
    const back = await refresh(s, desktop, there.text('refresh_token'));
    expect(claimsOf(back.text('access_token'))['tid']).toBe(contoso.tenantId);
  });

  it('is out everywhere when her sessions at home end', async () => {
    const token = await signedIn(s, atLab, anna);
    await s.act('revoke-sessions', { user: anna.name });
    expect(codeOf(await refresh(s, atLab, token))).toBe(50173);
  });

  it('comes with a personal account, too', async () => {
    await s.act('add-guest', { user: consumers.anna.name, tenant: lab.domain });
    const reply = await redeem(s, atLab, await codeFor(s, atLab, consumers.anna), { scope: graph });
    expect(claimsOf(reply.text('access_token'))).toMatchObject({ tid: lab.tenantId, idp: 'live.com' });
  });
});

describe('the revocation matrix', () => {
  const cases = [
    { event: 'her own change of password', act: () => s.entra.changePassword(anna.name, 'new-1'), web: 200 },
    { event: "an administrator's reset", act: () => s.entra.resetPassword(anna.name, 'new-1'), web: 400 },
    { event: 'the end of her sessions', act: () => s.entra.revokeSessions(anna.name), web: 400 },
    { event: 'a disabled account', act: () => s.entra.setDisabled(anna.name, true), web: 400 },
  ];
  it.each(cases)('$event: public clients are out, confidential ones $web', async ({ act, web: status }) => {
    const mine = await signedIn(s, desktop, anna);
    const theirs = await signedIn(s, web, anna);
    act();
    expect((await refresh(s, desktop, mine)).status).toBe(400);
    expect((await refresh(s, web, theirs)).status).toBe(status);
  });

  it('an old refresh token goes on working beside the new one, for ninety days of use', async () => {
    const first = await signedIn(s, desktop, anna);
    const second = (await refresh(s, desktop, first)).text('refresh_token');
    expect(second).not.toBe(first);
    for (let time = 0; time < 3; time += 1) {
      s.clock.advance(60 * dayMs);
      expect((await refresh(s, desktop, second)).status).toBe(200);
    }
    expect(codeOf(await refresh(s, desktop, first))).toBe(700082);
  });

  it("a browser application's refresh token ends a day after the sign-in", async () => {
    const token = await signedIn(s, spa, anna);
    s.clock.advance(dayMs - 60_000);
    const reply = await refresh(s, spa, token);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    s.clock.advance(60_000);
    expect(codeOf(await refresh(s, spa, reply.text('refresh_token')))).toBe(700084);
  });
});

describe('a client that understands claims challenges', () => {
  it('gets tokens for a day, is challenged after a revocation, and comes back', async () => {
    const token = await signedIn(s, desktop, anna, { claims: cp1 });
    const long = await refresh(s, desktop, token, { claims: cp1 });
    expect(long.body).toMatchObject({ expires_in: 80_000, ext_expires_in: 80_000, refresh_in: 40_000 });
    const access = long.text('access_token');
    expect(claimsOf(access)['xms_cc']).toEqual(['CP1']);
    expect((await me(access)).status).toBe(200);
    s.entra.revokeSessions(anna.name);
    const refused = await me(access);
    expect(refused.status).toBe(401);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    expect(challenge).toContain('error="insufficient_claims"');
    const claims = Buffer.from(/claims="([^"]+)"/.exec(challenge)?.[1] ?? '', 'base64').toString();
    expect(JSON.parse(claims)).toMatchObject({ access_token: { nbf: { essential: true } } });
    const code = await codeFor(s, desktop, anna, { claims });
    const fresh = await redeem(s, desktop, code, { scope: graph, claims });
    expect((await me(fresh.text('access_token'))).status).toBe(200);
  });

  it('is told apart from one that does not: whose token lives on', async () => {
    const reply = await refresh(s, desktop, await signedIn(s, desktop, anna));
    expect(reply.body['expires_in']).toBe(3599);
    s.entra.revokeSessions(anna.name);
    expect((await me(reply.text('access_token'))).status).toBe(200);
    await s.act('set-switches', { accessTokensDieWithSessions: true });
    expect((await me(reply.text('access_token'))).status).toBe(401);
    expect(s.judge.judge(reply.text('access_token'))).toEqual({ ok: false, reason: 'revoked', jwt: true });
  });

  it('shows a second factor for an authentication context, and the token says so', async () => {
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const code = await codeFor(s, desktop, anna, { claims });
    const reply = await redeem(s, desktop, code, { claims });
    expect(claimsOf(reply.text('access_token'))).toMatchObject({ acrs: ['c1'], amr: ['pwd', 'mfa'] });
  });
});

describe('the signing keys', () => {
  const published = async (): Promise<Array<JsonWebKey & { kid: string; issuer: string }>> =>
    (await json(s, '/common/discovery/v2.0/keys')).body['keys'] as never;
  const signedBy = async (token: string): Promise<boolean> => {
    const [head = '', body = '', signature = ''] = token.split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const jwk = (await published()).find((one) => one.kid === kid);
    if (!jwk) return false;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
  };

  it('are rotated: the new one signs, the old one is published for a while', async () => {
    const token = await signedIn(s, desktop, anna);
    const ask = async (): Promise<string> =>
      (await refresh(s, desktop, token, { scope: `openid ${outlook}` })).text('id_token');
    const before = await ask();
    await s.act('rotate-keys', { keepOld: '1d' });
    const after = await ask();
    expect(await signedBy(before)).toBe(true);
    expect(await signedBy(after)).toBe(true);
    expect((await published()).filter(({ issuer }) => issuer.includes('{tenantid}'))).toHaveLength(2);
    s.clock.advance(dayMs);
    expect(await signedBy(before)).toBe(false);
    expect(await signedBy(after)).toBe(true);
  });

  it('that were withdrawn at once are worth nothing any more', async () => {
    const { accessToken } = s.entra.mint({ user: anna.name, app: desktop.appId, scopes: graph });
    expect(s.judge.judge(accessToken).ok).toBe(true);
    await s.act('rotate-keys', { keepOld: '0s' });
    expect(s.judge.judge(accessToken)).toMatchObject({ ok: false, reason: 'unknown' });
  });
});

describe('a password grant that is allowed', () => {
  beforeEach(() => s.act('set-switches', { passwordGrant: 'allow' }));

  it('gives what the person has agreed to, and asks for the second factor that she owes', async () => {
    s.entra.consent.grant(anna.name, desktop.appId, `openid offline_access ${outlook}`);
    const reply = await password(s, { scope: `openid offline_access ${outlook}` });
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).sort()).toEqual(
      [
        ...['access_token', 'expires_in', 'ext_expires_in', 'id_token'],
        ...['refresh_token', 'scope', 'token_type'],
      ].sort(),
    );
    expect((await refresh(s, desktop, reply.text('refresh_token'), { scope: outlook })).status).toBe(200);
    await s.act('set-policies', { tenant: contoso.domain, mfaForResources: ['exchange'] });
    expect(codeOf(await password(s, { scope: outlook }))).toBe(50076);
  });

  it('unlocks after a minute', async () => {
    for (let time = 0; time < 10; time += 1) await password(s, { password: 'wrong' });
    expect(codeOf(await password(s))).toBe(50053);
    s.clock.advance(60_000);
    expect(codeOf(await password(s, { password: 'wrong' }))).toBe(50126);
  });

  it('is not for programs that have to prove themselves', async () => {
    const reply = await post(
      s,
      { ...web, extra: {}, tenant: contoso.domain },
      { grant_type: 'password', username: anna.name, password: anna.password, scope: outlook },
    );
    expect(codeOf(reply)).toBe(7000218);
  });
});

describe('a device', () => {
  it('is told to slow down, where the switch says so', async () => {
    await s.act('set-switches', { deviceSlowDown: true });
    const started = await json(
      s,
      '/common/oauth2/v2.0/devicecode',
      form({ client_id: desktop.appId, scope: outlook }),
    );
    const poll = (): Promise<TokenReply> =>
      post(s, desktop, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: started.text('device_code'),
      });
    expect((await poll()).text('error')).toBe('authorization_pending');
    expect((await poll()).text('error')).toBe('slow_down');
    s.clock.advance(5000);
    expect((await poll()).text('error')).toBe('authorization_pending');
  });

  it('shows its code on a page of its own for personal accounts', async () => {
    const started = await json(
      s,
      '/consumers/oauth2/v2.0/devicecode',
      form({ client_id: desktop.appId, scope: outlook }),
    );
    expect(started.body).toMatchObject({ expires_in: 900, interval: 5 });
    expect(started.text('verification_uri')).toBe(`${s.urls.entraHttp}/link`);
    expect(started.text('message')).toContain(started.text('user_code'));
    expect(started.body).not.toHaveProperty('verification_uri_complete');
  });
});

describe('personal accounts', () => {
  it.each([
    [
      'the prefix outlook.office365.com',
      'https://outlook.office365.com/IMAP.AccessAsUser.All',
      "The provided resource value for the input parameter 'scope' is not valid.",
    ],
    [
      'a permission that consumers do not have',
      'https://outlook.office.com/EWS.AccessAsUser.All',
      "The provided value for the input parameter 'scope' is not valid. The scope 'https://outlook.office.com/EWS.AccessAsUser.All' is not configured for this tenant.",
    ],
  ])('%s is refused on the way back, without a number', async (_, scope, text) => {
    for (const tenant of ['common', 'consumers']) {
      const answer = await visit(s, consumers.anna, { scope }, { ...desktop, tenant });
      expect(answer).toMatchObject({ where: 'redirect', error: 'invalid_scope', code: undefined, text });
    }
  });

  it('an application for organisations is not for consumers, and the page says so', async () => {
    await s.act('add-app', { name: 'Work only', tenant: contoso.domain, audience: 'AzureADMultipleOrgs' });
    const appId = [...s.directory.apps.values()].find(
      ({ displayName }) => displayName === 'Work only',
    )?.appId;
    const answer = await visit(s, consumers.anna, {}, { ...desktop, appId: appId ?? '' });
    expect(answer).toMatchObject({ where: 'page', error: 'unauthorized_client', code: undefined });
    expect(answer.text).toContain('The client does not exist or is not enabled for consumers.');
  });

  it('get opaque tokens and codes of another make, and an id_token of their own tenant', async () => {
    const code = await codeFor(s, desktop, consumers.anna);
    expect(code).toMatch(/^M\.C5/);
    const reply = await redeem(s, desktop, code, { scope: `openid profile offline_access ${outlook}` });
    expect(reply.text('access_token')).toMatch(/^EwB[^.]*$/);
    expect(reply.text('refresh_token')).toMatch(/^M\.C5/);
    expect(claimsOf(reply.text('id_token'))['tid']).toBe('9188040d-6c67-4c5b-b112-36a304b66dad');
  });
});
