import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { createGenericProvider } from '../../src/identity/generic/provider.ts';
import type { App, CustomCloud } from '../../src/identity/provider.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { type Answer, attempt, clientId, fakeServer, json, jwt, signer } from './fake-entra.ts';

const issuer = 'https://id.contoso.example';
const lab: CustomCloud = {
  name: 'lab',
  authority: issuer,
  resources: {
    mail: { services: ['imap', 'smtp'], scopes: ['mail'], audience: 'https://mail.contoso.example' },
    calendar: { services: [], scopes: ['calendar'] },
  },
  servers: { imap: { host: 'localhost', port: 993, security: 'tls' } },
};
const app: App = { provider: 'generic', clientId, tenant: 'any', cloud: lab, credential: { kind: 'none' } };
const metadata = (changes: object = {}): Answer =>
  json({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/me`,
    device_authorization_endpoint: `${issuer}/device`,
    ...changes,
  });
const tokens = {
  token_type: 'bearer',
  access_token: jwt({ aud: 'https://mail.contoso.example' }),
  refresh_token: 'r2',
  expires_in: 600,
  scope: 'openid mail',
};
const generic = createGenericProvider();
const plan = generic.plan(app, { services: ['imap'] });
const refreshed = (...answers: Answer[]) =>
  createGenericProvider().refresh(app, new Secret('r1'), plan.resources[0], fakeServer(answers).exchange);

describe('a server that is not Microsoft’s', () => {
  it.each([
    ['worldwide', 'cloud-invalid'],
    [{ name: 'lab' }, 'cloud-invalid'],
    [{ ...lab, authority: 'http://localhost' }, 'cloud-invalid'],
    [{ ...lab, resources: {} }, 'cloud-invalid'],
  ] satisfies Array<[App['cloud'], string]>)('is not described by %j', (cloud, code) => {
    expect(() => generic.plan({ ...app, cloud }, { services: ['imap'] })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('has no scope that its description does not name', () => {
    expect(() => generic.plan(app, { services: [], permissions: ['Mail.Send'] })).toThrow(
      expect.objectContaining({ code: 'scope-unknown' }),
    );
    expect(() => generic.plan(app, { services: [] })).toThrow(
      expect.objectContaining({ code: 'wish-empty' }),
    );
    expect(() => generic.server(app, 'pop')).toThrow(expect.objectContaining({ code: 'cloud-invalid' }));
  });

  it.each([
    ['metadata of another issuer', [metadata({ issuer: 'https://evil.example' })], 'oidc-answer-odd'],
    [
      'an endpoint without TLS',
      [metadata({ token_endpoint: 'http://id.contoso.example/token' })],
      'oidc-answer-odd',
    ],
    ['a page', [() => new Response('<html>', { headers: { 'content-type': 'text/html' } })], 'oidc-not-json'],
    ['a dead grant', [metadata(), json({ error: 'invalid_grant' }, { status: 400 })], 'grant-revoked'],
    [
      'a wrong secret',
      [metadata(), json({ error: 'invalid_client' }, { status: 401 })],
      'client-secret-wrong',
    ],
    ['trouble', [metadata(), json('', { status: 503 })], 'oidc-unavailable'],
    ['an unknown word', [metadata(), json({ error: 'teapot' }, { status: 418 })], 'oidc-refused'],
    [
      'a foreign token',
      [metadata(), json({ ...tokens, access_token: jwt({ aud: 'https://x' }) })],
      'token-wrong-resource',
    ],
  ] satisfies Array<[string, Answer[], string]>)('answers with %s', async (_, answers, code) => {
    await expect(refreshed(...answers)).rejects.toMatchObject({ code });
  });

  it('comes back under another issuer', async () => {
    const callback = new URL(`${attempt.redirectUri}?code=c&state=${attempt.state}&iss=https://evil.example`);
    const asked = createGenericProvider().redeemCode(
      app,
      plan,
      attempt,
      callback,
      fakeServer([metadata()]).exchange,
    );
    await expect(asked).rejects.toMatchObject({ code: 'callback-issuer-mismatch' });
  });

  it('is asked for each resource by name, and where its metadata says', async () => {
    const server = fakeServer([() => new Response('', { status: 404 }), metadata(), json(tokens)]);
    const provider = createGenericProvider();
    const url = await provider.authorizationUrl(app, plan, attempt, server.exchange);
    expect(url.href.split('?')[0]).toBe(`${issuer}/auth`);
    expect(url.searchParams.getAll('resource')).toEqual(['https://mail.contoso.example']);
    expect(url.searchParams.get('scope')).toBe('openid offline_access mail');
    expect(server.sent.map((sent) => sent.url)).toEqual([
      `${issuer}/.well-known/openid-configuration`,
      `${issuer}/.well-known/oauth-authorization-server`,
    ]);
  });

  it('signs people in, and says who they are', async () => {
    const nowMs = fakeClock().now();
    const signs = signer(nowMs);
    const id_token = await signs.idToken({ iss: issuer });
    const callback = new URL(`${attempt.redirectUri}?code=c&state=${attempt.state}`);
    const server = fakeServer([metadata(), json({ ...tokens, id_token }), signs.keys]);
    const answer = await createGenericProvider().redeemCode(app, plan, attempt, callback, server.exchange);
    expect(answer).toMatchObject({
      resource: 'mail',
      expiresAtMs: nowMs + 600_000,
      missingScopes: [],
      identity: { issuer, username: 'anna@contoso.com', personal: false },
    });
    expect(server.sent[1]?.body.get('resource')).toBe('https://mail.contoso.example');
  });

  it('keeps its refresh token where it sends none, and its scopes where it lists none', async () => {
    const { scope: _s, refresh_token: _r, ...short } = tokens;
    const answer = await refreshed(metadata(), json(short));
    expect(answer.refreshToken).toBeUndefined();
    expect(answer.scopes).toEqual(['mail']);
  });

  it('tells the profile from userinfo', async () => {
    const ask = (answer: Answer) =>
      createGenericProvider().profile(app, new Secret('t'), fakeServer([metadata(), answer]).exchange);
    expect(await ask(json({ sub: '1', email: 'anna@contoso.example' }))).toMatchObject({
      mail: 'anna@contoso.example',
    });
    await expect(ask(json({ error: 'invalid_token' }, { status: 401 }))).rejects.toMatchObject({
      code: 'profile-refused',
    });
  });

  it('serves what its description says, and nothing else', () => {
    expect(generic.resourceOf('smtp', app)).toBe('mail');
    expect(plan.resources.map(({ resource }) => resource)).not.toContain(generic.resourceOf('graph', app));
  });
});
