// /authorize as a browser and an application see it: response modes, hints and prompts, consent, the administrator's
// links, sign-out; and the manners of the HTTP around it.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PageRefused, type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import {
  authorizeUrl,
  codeFor,
  desktop,
  graph,
  outlook,
  redeem,
  refresh,
  signedIn,
  spa,
  verifier,
  web,
} from '../kit/entra-client.ts';
import { form, fromPage, go, json, type Told } from './refusals/row.ts';

const { contoso, lab, consumers, apps } = seed;
const { anna, ben, admin } = contoso;
const dayMs = 86_400_000;

let s: Sandbox;
beforeEach(async () => {
  s = await startSandbox();
});
afterEach(() => s.close());

const claimsOf = (token: string | null): Record<string, unknown> =>
  JSON.parse(Buffer.from((token ?? '').split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
const who = (person: { name: string; password: string }) => ({
  user: person.name,
  password: person.password,
});
const visit = (parameters: Record<string, string | undefined> = {}, client = desktop): Promise<URL> =>
  s.visitor.visit(authorizeUrl(s, client, parameters), who(anna));

describe('the answer comes', () => {
  it('by query, with the state unchanged and a trailing slash where the URI has no path', async () => {
    const state = 'a b&c=d/ü';
    const back = await visit({ state, redirect_uri: 'http://localhost:4321', client_info: '1' });
    expect(back.pathname).toBe('/');
    expect(back.searchParams.get('state')).toBe(state);
    expect(back.searchParams.get('session_state')).not.toBeNull();
    const info = Buffer.from(back.searchParams.get('client_info') ?? '', 'base64url').toString();
    expect(JSON.parse(info)).toMatchObject({ utid: contoso.tenantId });
  });

  it('in the fragment, by default where an id_token is asked for', async () => {
    await s.act('set-app', { app: 'Contoso Desktop Mail', idTokens: true });
    const back = await visit({ response_type: 'code id_token', nonce: 'once', max_age: '3600' });
    expect(back.search).toBe('');
    const fields = new URLSearchParams(back.hash.slice(1));
    const claims = claimsOf(fields.get('id_token'));
    expect(claims).toMatchObject({ aud: desktop.appId, nonce: 'once', ver: '2.0', tid: contoso.tenantId });
    const half = createHash('sha256')
      .update(fields.get('code') ?? '')
      .digest()
      .subarray(0, 16);
    expect(claims['c_hash']).toBe(half.toString('base64url'));
    expect(claims['auth_time']).toBeTypeOf('number');
    const { status } = await redeem(s, desktop, fields.get('code') ?? '');
    expect(status).toBe(200);
  });

  it('as an id_token alone, without a code', async () => {
    await s.act('set-app', { app: 'Contoso Desktop Mail', idTokens: true });
    const back = await visit({ response_type: 'id_token', scope: 'openid profile', nonce: 'n' });
    const fields = new URLSearchParams(back.hash.slice(1));
    expect(fields.get('code')).toBeNull();
    expect(claimsOf(fields.get('id_token'))).toMatchObject({ name: 'Anna Example' });
  });

  it('as a form that the browser posts, errors too', async () => {
    const back = await visit({ response_mode: 'form_post' });
    expect(back.searchParams.get('code')).toMatch(/^1\.A/);
    const error = await visit({ response_mode: 'form_post', prompt: 'shout' });
    expect(error.searchParams.get('error')).toBe('invalid_request');
    expect(error.searchParams.get('state')).toBe('a state');
  });

  it('never to an address that is not registered: another path, case, scheme or host', async () => {
    for (const uri of [
      'http://localhost/Callback',
      'https://localhost/callback',
      'http://127.0.0.1/callback',
      'http://localhost/callback/x',
      'http://localhost/callback?x=1',
    ]) {
      const answer = await fetch(authorizeUrl(s, web, { redirect_uri: uri }), { redirect: 'manual' });
      expect(answer.status, uri).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
    const anyPort = await fetch(authorizeUrl(s, web, { redirect_uri: 'http://localhost:9/callback' }));
    expect(anyPort.status).toBe(200);
  });
});

describe('who signs in', () => {
  it('is not asked again in the same browser, unless prompt=login or max_age says so', async () => {
    await visit();
    const silent = await visit({ prompt: 'none' });
    expect(silent.searchParams.get('code')).not.toBeNull();
    const asked = async (parameters: Record<string, string>): Promise<string> => {
      const told: Told = await go(s, authorizeUrl(s, desktop, parameters), { ...anna, password: 'wrong' });
      return told.where;
    };
    expect(await asked({ prompt: 'login' })).toBe('page');
    expect(await asked({ max_age: '3600' })).toBe('redirect');
    s.clock.advance(3_600_000);
    expect(await asked({ max_age: '3600' })).toBe('page');
    const stale = await visit({ max_age: '3600', prompt: 'none' });
    expect(stale.searchParams.get('error')).toBe('login_required');
  });

  it('chooses among the accounts of the browser, and a hint chooses for her', async () => {
    await visit();
    await s.visitor.visit(authorizeUrl(s, desktop, { prompt: 'select_account' }), who(ben));
    const hinted = await visit({ prompt: 'none', login_hint: ben.name, scope: `openid profile ${graph}` });
    const reply = await redeem(s, desktop, hinted.searchParams.get('code') ?? '', {
      scope: `openid profile ${graph}`,
    });
    expect(claimsOf(reply.text('id_token'))['preferred_username']).toBe(ben.name);
    const doubtful = await visit({ prompt: 'none' });
    expect(doubtful.searchParams.get('error')).toBe('interaction_required');
  });

  it('is a personal account where the domain hint says consumers', async () => {
    await visit();
    await s.visitor.visit(authorizeUrl(s, desktop, { prompt: 'select_account' }), who(consumers.anna));
    for (const [domain_hint, prefix] of [
      ['consumers', 'M.'],
      ['organizations', '1.A'],
      ['contoso.example', '1.A'],
    ] as const) {
      const back = await visit({ prompt: 'none', domain_hint });
      expect(back.searchParams.get('code')?.startsWith(prefix), domain_hint).toBe(true);
    }
  });

  it('enrols a second factor on the way, where one is demanded', async () => {
    await s.act('set-policies', { tenant: contoso.domain, mfaForResources: ['exchange'] });
    await s.act('set-user', { user: anna.name, mfaEnrolled: false });
    const reply = await redeem(s, desktop, await codeFor(s, desktop, anna));
    expect(claimsOf(reply.text('access_token'))['amr']).toEqual(['pwd', 'mfa']);
    expect(s.directory.userByName(anna.name)?.traits.mfaEnrolled).toBe(true);
  });

  it('signs in again after a day where the tenant wants it so', async () => {
    await s.act('set-policies', { tenant: contoso.domain, signInFrequency: '1d' });
    await visit();
    expect((await visit({ prompt: 'none' })).searchParams.get('code')).not.toBeNull();
    s.clock.advance(dayMs);
    const code = (await visit()).searchParams.get('code') ?? '';
    expect((await redeem(s, desktop, code)).status).toBe(200);
  });
});

describe('consent', () => {
  const permissionsOn = async (parameters: Record<string, string>): Promise<string[]> => {
    s.visitor.forget();
    const opened = await fetch(authorizeUrl(s, desktop, { ...parameters, login_hint: anna.name }));
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const flow = /name="flowToken" value="([^"]+)"/.exec(await opened.text())?.[1] ?? '';
    const { headers, ...rest } = form({ flowToken: flow, step: 'password', passwd: anna.password });
    const answer = await fetch(`${s.urls.entraHttp}/common/login`, {
      ...rest,
      redirect: 'manual',
      headers: { ...(headers as Record<string, string>), cookie },
    });
    return [...(await answer.text()).matchAll(/<li data-permission="[^"]*">([^<]*)</g)].map(
      ([, text]) => text?.trim() ?? '',
    );
  };

  it('lists what is asked in the words of Microsoft, the resource first and the rest at the end', async () => {
    const scope = `offline_access openid profile https://graph.microsoft.com/User.Read ${outlook}`;
    expect(await permissionsOn({ scope })).toEqual([
      'Sign you in and read your profile',
      'Read and write access to your mail via IMAP',
      'Access to sending emails from your mailbox via SMTP AUTH',
      'Sign you in',
      'View your basic profile',
      'Maintain access to data you have given it access to',
    ]);
  });

  it('is asked for what is new, and for all of it with prompt=consent', async () => {
    await visit({ scope: `openid ${outlook}` });
    const more = await visit({
      scope: `openid ${outlook} https://graph.microsoft.com/Mail.Read`,
      prompt: 'none',
    });
    expect(more.searchParams.get('error')).toBe('consent_required');
    s.visitor.forget();
    await visit({ scope: 'https://graph.microsoft.com/Mail.Read offline_access' });
    const token = await signedIn(s, desktop, anna, { scope: `offline_access ${outlook}` });
    expect(
      (await refresh(s, desktop, token, { scope: 'https://graph.microsoft.com/Mail.Read' })).status,
    ).toBe(200);
  });

  it('of an administrator counts for everybody, once it was given for the organisation', async () => {
    await s.act('set-policies', { tenant: contoso.domain, adminConsentForMail: true });
    await expect(visit()).rejects.toBeInstanceOf(PageRefused);
    s.visitor.forget();
    await s.visitor.visit(authorizeUrl(s, desktop), { ...who(admin), forOrganization: true });
    s.visitor.forget();
    expect((await visit()).searchParams.get('code')).not.toBeNull();
  });
});

describe("the administrator's links", () => {
  const link = (version: 1 | 2, fields: Record<string, string> = {}): URL => {
    const url = new URL(`${s.urls.entraHttp}/${contoso.domain}${version === 2 ? '/v2.0' : ''}/adminconsent`);
    const all = { client_id: apps.web.appId, redirect_uri: apps.web.redirectUri, state: 'x y', ...fields };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url;
  };

  it.each([1, 2] as const)('v%i: success says so, with the tenant', async (version) => {
    const scope = 'https://outlook.office.com/.default';
    const back = await s.visitor.visit(link(version, version === 2 ? { scope } : {}), who(admin));
    const fields = Object.fromEntries(back.searchParams);
    expect(fields).toMatchObject({ admin_consent: 'True', tenant: contoso.tenantId, state: 'x y' });
    expect(fields['scope']).toBe(version === 2 ? scope : undefined);
    expect((await refresh(s, web, await signedIn(s, web, ben, { prompt: undefined }))).status).toBe(200);
  });

  it('refusal goes back without a tenant', async () => {
    const back = await s.visitor.visit(link(2, { scope: 'https://outlook.office.com/.default' }), {
      ...who(admin),
      consent: 'decline',
    });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      admin_consent: 'True',
      state: 'x y',
      error_uri: 'https://login.microsoftonline.com/error?code=65004',
    });
    expect(back.searchParams.has('tenant')).toBe(false);
  });
});

describe('sign-out', () => {
  it('ends the session, leaves refresh tokens, and goes back only to a registered address', async () => {
    const token = await signedIn(s, desktop, anna);
    const out = new URL(`${s.urls.entraHttp}/common/oauth2/v2.0/logout`);
    out.searchParams.set('post_logout_redirect_uri', 'http://localhost:4321/');
    out.searchParams.set('state', 'bye');
    const back = await s.visitor.visit(out, { ...who(anna), stopAt: 'http://localhost:4321/' });
    expect(back.searchParams.get('state')).toBe('bye');
    expect((await visit({ prompt: 'none' })).searchParams.get('error')).toBe('login_required');
    expect((await refresh(s, desktop, token)).status).toBe(200);
    out.searchParams.set('post_logout_redirect_uri', 'https://elsewhere.example/');
    const stranger = await fetch(out, { redirect: 'manual' });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([200, null]);
  });

  it('tells the applications that want to know, in frames', async () => {
    await s.act('set-app', {
      app: 'Contoso Desktop Mail',
      logoutUrl: 'https://app.contoso.example/signed-out',
    });
    await visit();
    let page: PageRefused | undefined;
    try {
      await s.visitor.visit(`${s.urls.entraHttp}/common/oauth2/v2.0/logout`, who(anna));
    } catch (error) {
      if (error instanceof PageRefused) page = error;
      else throw error;
    }
    expect(page && fromPage(page).text).toContain('You signed out of your account');
    expect((await visit({ prompt: 'none' })).searchParams.get('error')).toBe('login_required');
  });
});

describe('the manners of HTTP', () => {
  const endpoint = '/common/oauth2/v2.0/token';

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('/token by %s is refused', async (method) => {
    const answer = await fetch(s.urls.entraHttp + endpoint, { method });
    expect(answer.status).toBe(400);
    if (method !== 'HEAD') expect(await answer.text()).toContain(`Received a ${method} request.`);
  });

  it('Basic takes both halves form-encoded, and is answered by its own means', async () => {
    const secret = 'a+b %&:ü';
    await s.act('add-app', {
      name: 'Odd secret',
      tenant: contoso.domain,
      clientId: '55555555-c047-4050-8a11-000000000001',
      public: false,
      platform: 'web',
      secret,
    });
    const ask = (value: string): Promise<Response> =>
      fetch(`${s.urls.entraHttp}/${contoso.domain}/oauth2/v2.0/token`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          authorization: `Basic ${Buffer.from(`55555555-c047-4050-8a11-000000000001:${value}`).toString('base64')}`,
        },
        body: 'grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
      });
    const encoded = new URLSearchParams({ s: secret }).toString().slice(2);
    expect((await ask(encoded)).status).toBe(200);
    const wrong = await ask('wrong');
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  });

  it('a browser application may ask from elsewhere, and reads the answer', async () => {
    for (const path of [
      endpoint,
      '/common/v2.0/.well-known/openid-configuration',
      '/common/discovery/v2.0/keys',
      '/common/discovery/instance',
    ]) {
      const answer = await fetch(s.urls.entraHttp + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'http://localhost:3000',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-client-sku',
        },
      });
      expect(answer.status, path).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
      expect(answer.headers.get('access-control-allow-headers')).toContain('x-client-sku');
    }
    const refused = await refresh(s, spa, 'whatever');
    expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  it('a body in chunks is a body, and one without end is too large', async () => {
    const chunks = (pieces: string[]): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      }),
      duplex: 'half',
    });
    const path = s.urls.entraHttp + endpoint;
    const small = await fetch(path, chunks(['grant_type=refresh_token&client', `_id=${desktop.appId}`]));
    expect(await small.text()).toContain("following parameter: 'refresh_token'");
    const large = await fetch(path, chunks(Array.from({ length: 5 }, () => 'x'.repeat(64 * 1024))));
    expect(large.status).toBe(413);
  });

  it('S256 and plain are what RFC 7636 says, and unknown parameters do not matter', async () => {
    const plain = await codeFor(s, desktop, anna, {
      code_challenge: verifier,
      code_challenge_method: 'plain',
    });
    const extra = {
      'x-client-SKU': 'msal.js.node',
      'client-request-id': crypto.randomUUID(),
      client_info: '1',
    };
    const reply = await redeem(s, desktop, plain, extra);
    expect(reply.status).toBe(200);
    expect(reply.body).toHaveProperty('client_info');
  });
});

describe('the metadata', () => {
  it.each([
    ['common', '{tenantid}', null],
    ['organizations', '{tenantid}', null],
    ['consumers', consumers.tenantId, 'WW'],
    [lab.domain, lab.tenantId, 'WW'],
    [lab.tenantId, lab.tenantId, 'WW'],
  ])('of %s names its issuer', async (segment, issuer, region) => {
    const { body } = await json(s, `/${segment}/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `${s.urls.entraHttp}/${issuer}/v2.0`,
      token_endpoint: `${s.urls.entraHttp}/${segment}/oauth2/v2.0/token`,
      tenant_region_scope: region,
    });
    for (const absent of [
      'code_challenge_methods_supported',
      'revocation_endpoint',
      'grant_types_supported',
    ]) {
      expect(body).not.toHaveProperty(absent);
    }
  });

  it('of a tenant in another national cloud says in which', async () => {
    await s.act('add-tenant', { tenant: 'agency.example', cloud: 'usGovernment' });
    const { body } = await json(s, '/agency.example/v2.0/.well-known/openid-configuration');
    expect(body).toMatchObject({ cloud_instance_name: 'microsoftonline.us' });
  });
});
