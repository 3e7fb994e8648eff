// What is wrong with an application: its registration, its standing in a tenant, its certificate, its manners.

import { constants, createHash, KeyObject, randomUUID, sign, webcrypto } from 'node:crypto';
import { selfSigned } from '../../../src/net/certificate.ts';
import { type Sandbox, seed } from '../../../src/sandbox/index.ts';
import {
  type Client,
  codeFor,
  desktop,
  outlook,
  post,
  redeem,
  refresh,
  signedIn,
  type TokenReply,
  web,
} from '../../kit/entra-client.ts';
import { form, json, type Row } from './row.ts';

const { contoso, apps } = seed;
const { anna } = contoso;
const endpoint = '/common/oauth2/v2.0/token';
const daemon: Client = {
  ...web,
  appId: apps.daemon.appId,
  tenant: contoso.tenantId,
  extra: { client_secret: apps.daemon.secret },
};
const appOnly = { grant_type: 'client_credentials', scope: 'https://outlook.office365.com/.default' };

/** A client assertion (RFC 7523) that is right but for `claims` and `key`. */
async function asserted(
  sandbox: Sandbox,
  claims: Record<string, unknown> = {},
  options: { registered?: boolean; spoilt?: boolean } = {},
): Promise<TokenReply> {
  const { registered = true, spoilt = false } = options;
  const nowMs = sandbox.clock.now();
  const keys = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const { der } = await selfSigned({ name: 'daemon', keys, nowMs });
  const base64 = der.toString('base64').replace(/(.{64})/g, '$1\n');
  const app = sandbox.directory.apps.get(daemon.appId);
  if (registered)
    app?.certificates.push({ pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` });
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const thumbprint = createHash('sha256').update(der).digest('base64url');
  const now = Math.floor(nowMs / 1000);
  const all = {
    aud: `${sandbox.urls.entraHttp}/${daemon.tenant}/oauth2/v2.0/token`,
    iss: daemon.appId,
    sub: daemon.appId,
    jti: randomUUID(),
    nbf: now,
    iat: now,
    exp: now + 600,
    ...claims,
  };
  const covered = `${encode({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })}.${encode(all)}`;
  const signature = sign('sha256', Buffer.from(spoilt ? `${covered} ` : covered), {
    key: KeyObject.from(keys.privateKey),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return assertion(sandbox, `${covered}.${signature.toString('base64url')}`);
}

function assertion(sandbox: Sandbox, text: string): Promise<TokenReply> {
  return post(
    sandbox,
    { ...daemon, extra: {} },
    {
      ...appOnly,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: text,
    },
  );
}

export const ofClients: Row[] = [
  {
    does: 'an assertion that is no JWT',
    act: (s) => assertion(s, 'no-jwt'),
    error: 'invalid_request',
    code: 50027,
    text: 'JWT token is invalid or malformed.',
  },
  {
    does: 'an assertion by a certificate that is not registered',
    act: (s) => asserted(s, {}, { registered: false }),
    status: 401,
    error: 'invalid_client',
    code: 700027,
    text: 'Client assertion failed signature validation. [Reason - The key was not found.]',
  },
  {
    does: 'an assertion that was signed over something else',
    act: (s) => asserted(s, {}, { spoilt: true }),
    status: 401,
    error: 'invalid_client',
    code: 700027,
    text: 'Client assertion failed signature validation. [Reason - The provided signature value did not match',
  },
  {
    does: 'an assertion about another application',
    act: (s) => asserted(s, { sub: apps.web.appId }),
    status: 401,
    error: 'invalid_client',
    code: 700021,
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  {
    does: 'an assertion for another endpoint',
    act: (s) => asserted(s, { aud: 'https://login.microsoftonline.com/common/oauth2/v2.0/token' }),
    status: 401,
    error: 'invalid_client',
    code: 700023,
    text: 'Client assertion audience claim does not match Realm issuer.',
  },
  {
    does: 'an assertion that has expired',
    act: (s) => asserted(s, { nbf: 1, iat: 1, exp: 601 }),
    status: 401,
    error: 'invalid_client',
    code: 700024,
    text: 'Client assertion is not within its valid time range. Current time: ',
  },
  {
    does: 'an assertion without an id',
    act: (s) => asserted(s, { jti: undefined }),
    status: 401,
    error: 'invalid_client',
    code: 50012,
    text: 'Client assertion must contain a jti claim.',
  },
  {
    does: 'client credentials at /organizations',
    act: (s) => post(s, { ...daemon, tenant: 'organizations' }, appOnly),
    error: 'invalid_request',
    code: 50059,
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  {
    does: 'an application that its owner has switched off',
    async act(s) {
      await s.act('set-app', { app: 'Contoso Web Mail', disabled: true });
      return refresh(s, web, 'whatever');
    },
    error: 'unauthorized_client',
    code: 7000112,
    text: `Application '${apps.web.appId}'(Contoso Web Mail) is disabled.`,
  },
  {
    does: 'an application that an administrator has switched off in the tenant',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      await s.act('set-enterprise-app', {
        tenant: contoso.domain,
        app: 'Contoso Desktop Mail',
        disabled: true,
      });
      return refresh(s, desktop, token);
    },
    error: 'unauthorized_client',
    code: 7000112,
    text: 'Application ',
  },
  {
    does: 'Exchange, switched off by the administrator, for a daemon',
    async act(s) {
      await s.act('set-service', { tenant: contoso.domain, resource: 'exchange', standing: 'disabled' });
      return post(s, daemon, appOnly);
    },
    error: 'unauthorized_client',
    code: 7000112,
    text: "Application '00000002-0000-0ff1-ce00-000000000000'(Office 365 Exchange Online) is disabled.",
  },
  {
    does: 'Exchange, which the tenant does not have, by a refresh token',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      await s.act('set-service', { tenant: contoso.domain, resource: 'exchange', standing: 'missing' });
      return refresh(s, desktop, token, { scope: outlook });
    },
    error: 'invalid_resource',
    code: 500011,
    text: 'The resource principal named https://outlook.office.com was not found in the tenant named Contoso.',
  },
  {
    does: 'the on-behalf-of grant',
    act: (s) => post(s, web, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'x' }),
    error: 'unauthorized_client',
    code: 7000114,
    text: `Application '${apps.web.appId}' is not allowed to make application on-behalf-of calls.`,
  },
  {
    does: "the v1 endpoint's resource parameter",
    act: (s) => refresh(s, desktop, 'whatever', { resource: 'https://outlook.office.com' }),
    error: 'invalid_request',
    code: 901002,
    text: "The 'resource' request parameter is not supported.",
  },
  {
    does: 'a parameter twice',
    act: (s) =>
      json(
        s,
        endpoint,
        form([
          ['grant_type', 'refresh_token'],
          ['client_id', desktop.appId],
          ['scope', 'openid'],
          ['scope', 'profile'],
        ]),
      ),
    error: 'invalid_request',
    code: 9000411,
    text: "The request is not properly formatted. The parameter 'scope' is duplicated.",
  },
  {
    does: 'claims that are no JSON',
    async act(s) {
      return refresh(s, desktop, await signedIn(s, desktop, anna), { claims: '{access_token' });
    },
    error: 'invalid_request',
    code: 90100,
    text: 'claims parameter is empty or not valid.',
  },
  {
    does: 'a scope without a name',
    act: async (s) =>
      redeem(s, desktop, await codeFor(s, desktop, anna), { scope: 'https://outlook.office.com/' }),
    error: 'invalid_request',
    code: 28002,
    text: "Provided value for the input parameter scope 'https://outlook.office.com/' is not valid",
  },
  {
    does: 'a token for the application itself, by its URI',
    act: async (s) =>
      refresh(s, desktop, await signedIn(s, desktop, anna), { scope: `api://${desktop.appId}/.default` }),
    error: 'invalid_request',
    code: 90009,
    text: `Application '${desktop.appId}'(Contoso Desktop Mail) is requesting a token for itself.`,
  },
  {
    does: 'the same request again and again',
    async act(s) {
      await s.act('set-switches', { sameRequestsMax: 3 });
      const token = await signedIn(s, desktop, anna);
      for (let time = 0; time < 3; time += 1) await refresh(s, desktop, token);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50196,
    text: 'The server terminated an operation because it encountered a client request loop.',
  },
  {
    does: 'a public client at a tenant of another national cloud',
    async act(s) {
      await s.act('add-tenant', { tenant: 'agency.example', cloud: 'usGovernment' });
      return refresh(s, { ...desktop, tenant: 'agency.example' }, 'whatever');
    },
    error: 'invalid_request',
    code: 90038,
    text: "Tenant 'agency.example' request is being redirected to the National Cloud 'microsoftonline.us'.",
  },
  {
    does: 'a confidential client at a tenant of another national cloud',
    async act(s) {
      await s.act('add-tenant', { tenant: 'agency.example', cloud: 'usGovernment' });
      return post(s, { ...daemon, tenant: 'agency.example' }, appOnly);
    },
    error: 'invalid_request',
    code: 900382,
    text: 'Confidential Client is not supported in Cross Cloud request.',
  },
  {
    does: 'a tenant that is throttled',
    async act(s) {
      await s.act('add-fault', { where: 'token', kind: 'http-429', retryAfter: 7 });
      return refresh(s, desktop, 'whatever');
    },
    status: 429,
    error: 'temporarily_unavailable',
    code: 90055,
    text: 'The tenant has been throttled due to heavy usage.',
  },
  {
    does: 'a service that is busy',
    async act(s) {
      await s.act('add-fault', { where: 'token', kind: 'busy' });
      return refresh(s, desktop, 'whatever');
    },
    status: 503,
    error: 'temporarily_unavailable',
    code: 90033,
    text: 'A transient error has occurred. Please try again.',
  },
  {
    does: 'a service for personal accounts that is busy',
    async act(s) {
      await s.act('add-fault', { where: 'token', kind: 'busy' });
      return refresh(s, { ...desktop, tenant: 'consumers' }, 'whatever');
    },
    status: 503,
    error: 'server_error',
    code: 70012,
    text: 'A server error occurred while authenticating an MSA (consumer) user.',
  },
  {
    does: 'an instance that nobody knows',
    act: (s) =>
      json(
        s,
        `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent('https://login.elsewhere.example/common/oauth2/v2.0/authorize')}`,
      ),
    error: 'invalid_instance',
    code: 50049,
    text: 'Unknown or invalid instance.',
  },
  {
    does: 'the metadata of a tenant that does not exist',
    act: (s) => json(s, '/nowhere.example/v2.0/.well-known/openid-configuration'),
    error: 'invalid_tenant',
    code: 90002,
    text: "Tenant 'nowhere.example' not found. Check to make sure you have the correct tenant ID",
  },
];
