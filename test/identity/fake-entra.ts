// Answers for the injected fetch of identity/: each request takes the next answer of a list, and is kept to be looked
// at. Signs id_tokens with a key of its own. Nothing of Entra's behaviour lives here, only bytes.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { Secret } from '../../src/base/secret.ts';
import type { App, AuthorizationAttempt, Exchange } from '../../src/identity/provider.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';

export const tenantId = '11111111-2222-4333-8444-555555555555';
export const consumersId = '9188040d-6c67-4c5b-b112-36a304b66dad';
export const clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

export const app: App = {
  provider: 'microsoft',
  clientId,
  tenant: 'common',
  cloud: 'worldwide',
  credential: { kind: 'none' },
};

export const attempt: AuthorizationAttempt = {
  state: 'state-of-this-attempt',
  nonce: 'nonce-of-this-attempt',
  codeVerifier: new Secret('v'.repeat(43)),
  redirectUri: 'http://localhost:8400/',
};

export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly body: URLSearchParams;
  readonly headers: Headers;
  readonly redirect: string | undefined;
}

export interface FakeServer {
  readonly exchange: Exchange;
  readonly clock: FakeClock;
  readonly sent: Sent[];
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

/** A server that gives these answers in turn, and fails the test that asks for one more. */
export function fakeServer(answers: readonly Answer[], signal?: AbortSignal): FakeServer {
  const clock = fakeClock();
  const sent: Sent[] = [];
  const left = [...answers];
  const send: typeof fetch = async (input, init) => {
    const request: Sent = {
      url: input instanceof Request ? input.url : String(input),
      method: init?.method ?? 'GET',
      body: init?.body instanceof URLSearchParams ? init.body : new URLSearchParams(),
      headers: new Headers(init?.headers),
      redirect: init?.redirect,
    };
    sent.push(request);
    const answer = left.shift();
    if (!answer) throw new Error(`nobody answers ${request.method} ${request.url}`);
    return answer(request);
  };
  return { exchange: { fetch: send, clock, signal }, clock, sent };
}

export function json(value: unknown, init: ResponseInit = {}): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...(init.headers as object) };
  return () => new Response(typeof value === 'string' ? value : JSON.stringify(value), { ...init, headers });
}

/** An access token in the form of a work account's: a JWT that nobody but its resource can check. */
export function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

export interface Signer {
  readonly metadata: Answer;
  readonly keys: Answer;
  idToken(changes?: Record<string, unknown>, kid?: string): Promise<string>;
}

/** Made once for a file: an RSA key takes a while. */
export function signer(nowMs: number, changes: { keyIssuer?: string; issuer?: string } = {}): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return signerOf(privateKey, publicKey, nowMs, changes);
}

function signerOf(
  privateKey: KeyObject,
  publicKey: KeyObject,
  nowMs: number,
  changes: { keyIssuer?: string; issuer?: string },
): Signer {
  const template = 'https://login.microsoftonline.com/{tenantid}/v2.0';
  const now = Math.floor(nowMs / 1000);
  return {
    metadata: json({
      issuer: changes.issuer ?? template,
      jwks_uri: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
    }),
    keys: json({
      keys: [
        {
          ...publicKey.export({ format: 'jwk' }),
          kid: 'key-1',
          use: 'sig',
          issuer: changes.keyIssuer ?? template,
        },
      ],
    }),
    idToken: (claims = {}, kid = 'key-1') =>
      new SignJWT({
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        aud: clientId,
        sub: 'pairwise-subject',
        oid: 'cccccccc-1111-4222-8333-444444444444',
        tid: tenantId,
        preferred_username: 'anna@contoso.com',
        name: 'Anna',
        nonce: attempt.nonce,
        iat: now,
        nbf: now - 300,
        exp: now + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(privateKey),
  };
}

export const exchangeScopes = [
  'https://outlook.office.com/IMAP.AccessAsUser.All',
  'https://outlook.office.com/SMTP.Send',
];

/** The two URLs unchanged and nothing else: how an Exchange answer lists its scopes (Stack Overflow 61597263). */
export const exchangeAnswer = {
  token_type: 'Bearer',
  scope: exchangeScopes.join(' '),
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: 'EwBAA8l6BAAU-opaque-token-of-a-personal-account',
  refresh_token: 'M.C5xx_BAY.-refresh-token',
};

export const graphAnswer = {
  token_type: 'Bearer',
  scope:
    'email openid profile https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/User.Read',
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: jwt({ aud: 'https://graph.microsoft.com', scp: 'Mail.ReadWrite User.Read' }),
  refresh_token: '0.AXkA-refresh-token',
};
