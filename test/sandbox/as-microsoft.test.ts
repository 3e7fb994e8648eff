// The sandbox under Microsoft's own names, on free ports: which service answers where, and what it calls itself. Programs
// that come by the hosts file are test/interop/as-microsoft.test.ts.

import { request } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../src/errors/error.ts';
import { listenAsMicrosoft } from '../../src/sandbox/as-microsoft.ts';
import { type AsMicrosoft, type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

const free = { https: 0, imaps: 0, imap: 0, pops: 0, pop: 0, smtp: 0, smtp25: 0 };
let sandbox: Sandbox;
let here: AsMicrosoft;
beforeAll(async () => {
  sandbox = await startSandbox({ asMicrosoft: { host: '127.0.0.2', ports: free } });
  if (!sandbox.asMicrosoft) throw new Error('it was asked for');
  here = sandbox.asMicrosoft;
});
afterAll(() => sandbox.close());

/** As if the hosts file had led us here; the port is ours, so it is left out of what is compared. */
function ask(
  url: string,
  init: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string }> {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: here.host,
        port: here.ports.https,
        servername: hostname,
        ca: sandbox.ca.pem,
        path: pathname + search,
        method: init.method ?? 'GET',
        headers: { host: hostname, ...init.headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject).end(init.body);
  });
}

async function json(url: string, init?: Parameters<typeof ask>[1]): Promise<Record<string, unknown>> {
  return JSON.parse((await ask(url, init)).text) as Record<string, unknown>;
}

describe('by the Host field', () => {
  it.each([
    ['https://login.microsoftonline.com/nowhere', 404, /nothing at this address/],
    ['https://graph.microsoft.com/v1.0/me', 401, /InvalidAuthenticationToken/],
    ['https://outlook.office.com/v1.0/me', 401, /InvalidAuthenticationToken/],
    ['https://microsoft.com/devicelogin', 200, /Enter code/],
    ['https://www.microsoft.com/link', 200, /Enter code/],
    ['https://microsoft.com/deviceloginus', 200, /Enter code/],
  ])('%s answers %i', async (url, status, text) => {
    const answer = await ask(url);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
  });

  it('a name that is nobody has no service', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      request(
        {
          host: here.host,
          port: here.ports.https,
          servername: 'graph.microsoft.com',
          ca: sandbox.ca.pem,
          headers: { host: 'contoso.example' },
        },
        (response) => resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(answer).toBe(421);
  });
});

describe('Entra calls itself', () => {
  it.each([
    ['login.microsoftonline.com', 'login.microsoftonline.com', 'graph.microsoft.com'],
    ['login.windows.net', 'login.microsoftonline.com', 'graph.microsoft.com'],
    ['sts.windows.net', 'login.microsoftonline.com', 'graph.microsoft.com'],
    ['login.microsoftonline.us', 'login.microsoftonline.us', 'graph.microsoft.us'],
    ['login.usgovcloudapi.net', 'login.microsoftonline.us', 'graph.microsoft.us'],
    ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ])('under %s: %s, with Graph at %s', async (name, own, graph) => {
    const { tenantId } = seed.contoso;
    const about = await json(`https://${name}/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(about).toMatchObject({
      issuer: `https://${own}/${tenantId}/v2.0`,
      token_endpoint: `https://${own}/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `https://${own}/${tenantId}/discovery/v2.0/keys`,
      msgraph_host: graph,
      userinfo_endpoint: `https://${graph}/oidc/userinfo`,
    });
  });

  it.each([
    ['login.microsoftonline.com', 'organizations', 'https://microsoft.com/devicelogin'],
    ['login.microsoftonline.com', 'consumers', 'https://www.microsoft.com/link'],
    ['login.microsoftonline.us', 'organizations', 'https://microsoft.com/deviceloginus'],
  ])('to a device at %s/%s: %s', async (name, tenant, page) => {
    const answer = await json(`https://${name}/${tenant}/oauth2/v2.0/devicecode`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `client_id=${seed.apps.desktop.appId}&scope=https://outlook.office.com/SMTP.Send`,
    });
    expect(answer['verification_uri']).toBe(page);
    expect(answer['message']).toContain(page);
  });

  it('in instance discovery no more than what Microsoft lists', async () => {
    const { metadata } = (await json(
      'https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.windows.net/common/oauth2/v2.0/authorize',
    )) as { metadata: Array<{ preferred_network: string }> };
    expect(metadata.map((one) => one.preferred_network)).toHaveLength(5);
  });

  it('in id tokens what the metadata says', async () => {
    const { refreshToken } = sandbox.entra.mint({
      user: seed.contoso.anna.name,
      app: seed.apps.desktop.appId,
      scopes: 'openid offline_access https://graph.microsoft.com/User.Read',
    });
    const fields = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: seed.apps.desktop.appId,
      refresh_token: refreshToken,
      scope: 'openid https://graph.microsoft.com/User.Read',
    });
    const answer = await json('https://login.microsoft.com/common/oauth2/v2.0/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
    const claims = JSON.parse(
      Buffer.from(String(answer['id_token']).split('.')[1] ?? '', 'base64url').toString(),
    ) as { iss: string };
    expect(claims.iss).toBe(`https://login.microsoftonline.com/${seed.contoso.tenantId}/v2.0`);
    const me = await json('https://graph.microsoft.com/v1.0/me', {
      headers: { authorization: `Bearer ${String(answer['access_token'])}` },
    });
    expect(me['@odata.context']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\//);
  });
});

it('Graph links to the next page by the name it was asked by', async () => {
  const { accessToken } = sandbox.entra.mint({
    user: seed.contoso.anna.name,
    app: seed.apps.desktop.appId,
    scopes: 'https://graph.microsoft.com/Mail.Read',
  });
  for (const subject of ['one', 'two']) await sandbox.act('deliver', { to: seed.contoso.anna.name, subject });
  const page = await json('https://graph.microsoft.us/v1.0/me/messages?$top=1', {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(page['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.us\/v1\.0\/me\/messages\?/);
});

it.each(['outlook.office365.com', 'outlook.office.com', 'partner.outlook.cn', 'outlook.office365.us'])(
  'IMAP answers as %s',
  async (servername) => {
    const greeting = await new Promise<string>((resolve, reject) => {
      const socket = connectTls({
        host: here.host,
        port: here.ports.imaps ?? 0,
        servername,
        ca: sandbox.ca.pem,
      });
      socket.once('error', reject).once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
        socket.destroy();
      });
    });
    expect(greeting).toMatch(/^\* OK The Microsoft Exchange IMAP4 service is ready/);
  },
);

it('the hosts file is told every name, and whole web sites in comments', () => {
  expect(here.hostsLines).toContain('127.0.0.2 login.microsoftonline.com');
  expect(here.hostsLines).toContain('127.0.0.2 smtp.office365.com');
  expect(here.hostsLines).toContain('# 127.0.0.2 microsoft.com');
  expect(new Set(here.names).size).toBe(here.hostsLines.length);
});

it('requests are written down as the service that was meant', async () => {
  sandbox.transcripts.clear();
  await ask('https://graph.microsoft.com/v1.0/me');
  await ask('https://login.microsoftonline.com/common/discovery/instance');
  expect(sandbox.transcripts.list().map(({ face }) => face)).toEqual(['graph', 'entra']);
});

describe('where it cannot listen', () => {
  it.each([
    ['port-not-allowed', 'sandbox-standard-ports'],
    ['address-not-here', 'sandbox-no-such-address'],
    ['port-taken', 'port-taken'],
  ] as const)('%s is told as %s', async (code, told) => {
    const refuse = (): Promise<never> => Promise.reject(fail(code, { host: '127.0.0.2', port: 443 }));
    await expect(listenAsMicrosoft({}, { https: refuse, door: refuse })).rejects.toMatchObject({
      code: told,
    });
  });

  it('a port 25 that somebody else has is done without', async () => {
    const { ports } = await listenAsMicrosoft(
      { host: '127.0.0.3' },
      {
        https: ({ host, port }) => Promise.resolve({ host, port }),
        door: (_, { host, port }) =>
          port === 25 ? Promise.reject(fail('port-taken', { host, port })) : Promise.resolve({ host, port }),
      },
    );
    expect(ports).toEqual({ https: 443, imaps: 993, imap: 143, pops: 995, pop: 110, smtp: 587 });
  });

  it('and nothing stays open', async () => {
    const taken = Number(new URL(sandbox.urls.entra).port);
    const start = startSandbox({ asMicrosoft: { host: '127.0.0.1', ports: { ...free, https: taken } } });
    await expect(start).rejects.toMatchObject({ code: 'port-taken' });
  });
});
