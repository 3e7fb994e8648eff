// Who signed in, from an id_token of Entra. Work and personal accounts share one endpoint, so the issuer is a template
// and each signing key says for which issuer it may sign ("Validate tokens", signing key issuer validation).

import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { claim, verifyIdToken } from '../id-token.ts';
import type { ServerDocuments } from '../keys.ts';
import type { App, Exchange, Identity } from '../provider.ts';
import { entraVoice, hostOf, kindOf, type ServerAnswer } from '../server-answer.ts';
import { endpointsOf } from './endpoints.ts';
import { refusalOfAnswer } from './refusal.ts';
import { consumersTenantId, isGuid } from './tenants.ts';

export interface IdentityRequest {
  readonly app: App;
  readonly idToken: Secret;
  readonly nonce: string | undefined;
  readonly answer: ServerAnswer;
  readonly documents: ServerDocuments;
  readonly exchange: Exchange;
}

/** @throws `id-token-invalid`, `nonce-mismatch`, `clock-wrong`, and what fetching metadata and keys throws */
export async function verifiedIdentity(request: IdentityRequest): Promise<Identity> {
  const { app, idToken, nonce, answer, documents, exchange } = request;
  const { metadata, tenant } = endpointsOf(app);
  const refused = (no: ServerAnswer): Error =>
    refusalOfAnswer(no, { leg: 'metadata', clientId: app.clientId, tenant, resource: 'sign-in', scopes: [] });
  // Looked up when the signature is about to be checked: what is wrong with the clock or the token is said first.
  let template = '';
  const claims = await verifyIdToken(idToken, {
    clientId: app.clientId,
    nonce,
    answer,
    algorithms: ['RS256'],
    key: async (kid) => {
      const document = await documents.get(metadata, exchange, refused);
      template = field(document, 'issuer', metadata);
      const jwksUri = field(document, 'jwks_uri', metadata);
      return documents.key(jwksUri, kid, exchange, refused);
    },
    issuer: (told, key) => {
      const tid = claim(told, 'tid');
      if (!tid || !isGuid(tid)) return undefined;
      const expected = template.replace('{tenantid}', tid);
      const signs = key.issuer?.replace('{tenantid}', tid);
      return signs === undefined || signs === expected ? expected : undefined;
    },
  });
  const tenantId = claim(claims, 'tid');
  return {
    issuer: claim(claims, 'iss') ?? '',
    subject: claim(claims, 'sub') ?? '',
    tenantId,
    objectId: claim(claims, 'oid'),
    username: claim(claims, 'preferred_username') ?? claim(claims, 'upn'),
    email: claim(claims, 'email'),
    name: claim(claims, 'name'),
    personal: tenantId?.toLowerCase() === consumersTenantId,
  };
}

function field(document: Readonly<Record<string, unknown>>, name: string, url: string): string {
  const value = document[name];
  if (typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:') return value;
  throw fail(entraVoice.odd, {
    server: hostOf(url),
    field: name,
    expected: 'an https URL',
    got: kindOf(value),
  });
}
