// Judges Entra's answer to a token request, above all whether the token is for the resource that was asked. Entra
// answers a scope list that it misunderstood with status 200 and a token for something else; nothing in such an answer
// is an error, so the error is made here. Field by field first (token-fields.ts), then the audience.

import { fail } from '../../errors/error.ts';
import { audiences, jwtClaims } from '../jwt-claims.ts';
import type { ResourceRequest, TokenAnswer } from '../provider.ts';
import { entraVoice, hostOf, type ServerAnswer } from '../server-answer.ts';
import { type TokenFields, tokenFields } from '../token-fields.ts';
import { type Cloud, resourceNamed, trimSlashes } from './clouds.ts';

export interface Expectation {
  readonly cloud: Cloud;
  readonly request: ResourceRequest;
  /** `required`: a first redemption with offline_access. A refresh may go without, client credentials do. */
  readonly refreshToken: 'required' | 'welcome' | 'none';
}

export interface JudgedAnswer {
  readonly answer: TokenAnswer;
  /** Not verified yet. */
  readonly idToken: TokenFields['idToken'];
}

const oidcNames: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * @throws `token-wrong-resource`, `token-resource-unclear`, `refresh-token-missing`, `entra-not-json`,
 * `entra-answer-cut`, `entra-answer-odd`
 */
export function processTokenAnswer(answer: ServerAnswer, expected: Expectation): JudgedAnswer {
  const { cloud, request } = expected;
  const fields = tokenFields(answer, entraVoice);
  const claims = jwtClaims(fields.accessToken.reveal());
  const scopes = fields.scopes ?? rolesOf(claims);
  judgeResource(expected, fields, claims);
  if (expected.refreshToken === 'required' && !fields.refreshToken) {
    throw fail('refresh-token-missing', { server: hostOf(answer.url) });
  }
  return {
    answer: {
      resource: request.resource,
      accessToken: fields.accessToken,
      expiresAtMs: fields.expiresAtMs,
      scopes,
      missingScopes: missing(cloud, request.scopes, scopes),
      ...(fields.refreshToken && expected.refreshToken !== 'none'
        ? { refreshToken: fields.refreshToken }
        : {}),
    },
    idToken: fields.idToken,
  };
}

/** The audience decides where it can be read; else the spelling of the scope field, which differs by resource. */
function judgeResource(
  { cloud, request }: Expectation,
  fields: TokenFields,
  claims: Readonly<Record<string, unknown>> | undefined,
): void {
  const wanted = request.resource;
  const scopes = fields.scopes ?? [];
  const wrong = (got: string): Error =>
    fail('token-wrong-resource', {
      wanted,
      got,
      scopes: scopes.join(' ').slice(0, 1000) || 'none',
      expected: wanted,
      bareScopes: scopes.filter((scope) => !scope.includes('/') && !oidcNames.has(scope)),
    });

  const named = claims ? audiences(claims) : [];
  if (named.length > 0) {
    if (named.every((name) => isFor(cloud, name, request))) return;
    const other = named.map((name) => resourceNamed(cloud, name) ?? name).join(' ');
    throw wrong(other.slice(0, 200));
  }
  const told = resourceOfScopes(cloud, scopes);
  if (told === undefined) {
    throw fail('token-resource-unclear', { wanted, scopes: scopes.join(' ').slice(0, 1000) });
  }
  if (told !== wanted) throw wrong(told);
}

/** Entra mirrors the identifier that was requested; any other spelling of the same resource is as good. */
function isFor(cloud: Cloud, audience: string, request: ResourceRequest): boolean {
  if (resourceNamed(cloud, audience) === request.resource) return true;
  const plain = trimSlashes(audience).toLowerCase();
  return request.scopes.some(
    (scope) => trimSlashes(scope.slice(0, scope.lastIndexOf('/'))).toLowerCase() === plain,
  );
}

/**
 * For an opaque token. A bare name is Graph's; otherwise every scope carries its resource's prefix, because ours were
 * sent with it. openid, profile and email are Graph's where they stand alone; beside a scope that names its resource
 * they say that an id_token came too, and nothing about the access token.
 */
function resourceOfScopes(cloud: Cloud, scopes: readonly string[]): string | undefined {
  if (scopes.length === 0) return undefined;
  const telling = scopes.filter((scope) => !oidcNames.has(scope));
  if (telling.length === 0) return 'graph';
  const owners = new Set(
    telling.map((scope) => {
      const slash = scope.lastIndexOf('/');
      if (slash === -1) return 'graph';
      const prefix = trimSlashes(scope.slice(0, slash));
      return resourceNamed(cloud, prefix) ?? prefix;
    }),
  );
  // Several owners in one list: no token is for both, and nothing tells for which it is.
  return [...owners].join(' and ');
}

/** Compared by short name and without case: answers differ in both from what was asked. */
function missing(cloud: Cloud, wanted: readonly string[], granted: readonly string[]): string[] {
  const short = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();
  const held = new Set(
    granted
      .filter((scope) => !scope.includes('/') || resourceNamed(cloud, scope.slice(0, scope.lastIndexOf('/'))))
      .map(short),
  );
  return wanted.filter((scope) => !scope.endsWith('/.default') && !held.has(short(scope)));
}

/** App-only answers have no scope field; the roles are inside. None at all may be right (App RBAC for SMTP). */
function rolesOf(claims: Readonly<Record<string, unknown>> | undefined): string[] {
  const roles: unknown = claims?.['roles'];
  return Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
}
