// Where a server's endpoints are, from its own metadata (OpenID Connect Discovery 1.0, else RFC 8414), remembered by
// the provider that owns the documents.

import type { AuthorizationServer } from 'oauth4webapi';
import { fail } from '../../errors/error.ts';
import type { ServerDocuments } from '../keys.ts';
import type { App, Exchange } from '../provider.ts';
import { hostOf, oidcVoice, type ServerAnswer } from '../server-answer.ts';
import { refusalOfAnswer } from './refusal.ts';
import { issuerOf } from './registration.ts';

/** @throws `cloud-invalid`, `oidc-answer-odd`, and what any exchange with the server throws */
export async function discover(
  documents: ServerDocuments,
  app: App,
  exchange: Exchange,
): Promise<AuthorizationServer> {
  const issuer = issuerOf(app);
  const path = issuer.pathname.replace(/\/$/, '');
  const openid = new URL(`${path}/.well-known/openid-configuration`, issuer).href;
  const oauth = new URL(`/.well-known/oauth-authorization-server${path}`, issuer).href;
  let missing = false;
  const refused = (answer: ServerAnswer): Error => {
    missing = answer.status === 404;
    return refusalOfAnswer(answer, { leg: 'metadata', app, resource: 'sign-in', scopes: [] });
  };
  let metadata: Readonly<Record<string, unknown>>;
  try {
    metadata = await documents.get(openid, exchange, refused);
  } catch (error) {
    // Not an OpenID provider; a plain OAuth server says where it is at the other address.
    if (!missing) throw error;
    metadata = await documents.get(oauth, exchange, refused);
  }
  const server = metadata as unknown as AuthorizationServer;
  // Another issuer's metadata must not be believed (OpenID Connect Discovery 4.3, RFC 8414 section 3.3).
  if (
    typeof server.issuer !== 'string' ||
    !URL.canParse(server.issuer) ||
    new URL(server.issuer).href !== issuer.href
  ) {
    throw odd(issuer.href, 'issuer', `"${issuer.href}"`);
  }
  return server;
}

/** An endpoint of the metadata. @throws `oidc-answer-odd` */
export function endpoint(
  server: AuthorizationServer,
  name:
    | 'authorization_endpoint'
    | 'token_endpoint'
    | 'device_authorization_endpoint'
    | 'jwks_uri'
    | 'userinfo_endpoint',
): string {
  const value = server[name];
  if (typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:') return value;
  throw odd(server.issuer, name, 'an https URL');
}

function odd(url: string, field: string, expected: string): Error {
  return fail(oidcVoice.odd, { server: hostOf(url), field, expected, got: 'something else, or missing' });
}
