// An OAuth client by hand, for tests of the sandbox's Entra: it sends whatever it is told to, right or wrong, and hands
// back what came.

import { createHash, randomBytes } from 'node:crypto';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';

export const outlook =
  'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';
export const graph = 'https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadWrite';

export interface TokenReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  /** A field of the body as text, empty where it is none. */
  text(field: string): string;
}

export interface Client {
  appId: string;
  redirectUri: string;
  tenant: string;
  /** Sent with every token request. */
  extra: Record<string, string>;
  headers: Record<string, string>;
}

export const desktop: Client = {
  appId: seed.apps.desktop.appId,
  redirectUri: 'http://localhost:4321/',
  tenant: 'common',
  extra: {},
  headers: {},
};

export const web: Client = {
  appId: seed.apps.web.appId,
  redirectUri: seed.apps.web.redirectUri,
  tenant: 'common',
  extra: { client_secret: seed.apps.web.secret },
  headers: {},
};

export const spa: Client = {
  appId: seed.apps.spa.appId,
  redirectUri: 'http://localhost:3000/spa',
  tenant: 'common',
  extra: {},
  headers: { origin: 'http://localhost:3000' },
};

export const verifier = randomBytes(32).toString('base64url');
export const s256 = (value: string): string => createHash('sha256').update(value).digest('base64url');

export function authorizeUrl(
  sandbox: Sandbox,
  client: Client,
  parameters: Record<string, string | undefined> = {},
): URL {
  const url = new URL(`${sandbox.urls.entraHttp}/${client.tenant}/oauth2/v2.0/authorize`);
  const all: Record<string, string | undefined> = {
    client_id: client.appId,
    response_type: 'code',
    redirect_uri: client.redirectUri,
    scope: `openid profile offline_access ${outlook} ${graph}`,
    state: 'a state',
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

export async function post(
  sandbox: Sandbox,
  client: Client,
  fields: Record<string, string | undefined>,
): Promise<TokenReply> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries({ client_id: client.appId, ...client.extra, ...fields })) {
    if (value !== undefined) form.set(name, value);
  }
  const answer = await fetch(`${sandbox.urls.entraHttp}/${client.tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...client.headers },
    body: form.toString(),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    text: (field) => (typeof body[field] === 'string' ? body[field] : ''),
  };
}

export interface Person {
  name: string;
  password: string;
}

/** A fresh browser, a fresh sign-in: the code. */
export async function codeFor(
  sandbox: Sandbox,
  client: Client,
  person: Person,
  parameters: Record<string, string | undefined> = {},
): Promise<string> {
  sandbox.visitor.forget();
  const back = await sandbox.visitor.visit(authorizeUrl(sandbox, client, parameters), {
    user: person.name,
    password: person.password,
    code: '123456',
  });
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${back.href}`);
  return code;
}

export function redeem(
  sandbox: Sandbox,
  client: Client,
  code: string,
  fields: Record<string, string | undefined> = {},
): Promise<TokenReply> {
  return post(sandbox, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
    scope: `offline_access ${outlook}`,
    ...fields,
  });
}

export function refresh(
  sandbox: Sandbox,
  client: Client,
  refreshToken: string,
  fields: Record<string, string | undefined> = {},
): Promise<TokenReply> {
  return post(sandbox, client, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: `offline_access ${graph}`,
    ...fields,
  });
}

/** Signs in and redeems for Exchange: the refresh token. */
export async function signedIn(
  sandbox: Sandbox,
  client: Client,
  person: Person,
  parameters: Record<string, string | undefined> = {},
): Promise<string> {
  const code = await codeFor(sandbox, client, person, parameters);
  const reply = await redeem(sandbox, client, code);
  if (reply.status !== 200) throw new Error(reply.text('error_description'));
  return reply.text('refresh_token');
}
