// What Entra will answer to a list of scopes, at /authorize and at /token. The rules are those that experiments found
// (Stack Overflow, "first scope" of 2022 to 2026) and Microsoft's pages confirm where they speak of it; where neither
// says, the answer says so ('depends').

import type { MicrosoftResource } from '../../identity/microsoft/clouds.ts';
import { publishedName, type ReadScope, sameIdentifier } from './read-scope.ts';

export type AccountType = 'personal' | 'work';

/** `number`: AADSTS number; 0 where the refusal has none. */
export interface Refused {
  readonly kind: 'refused' | 'depends';
  readonly number: number;
  readonly error: string;
  /** The scope that it is about; '' for the list. */
  readonly scope: string;
}

export interface TokenForetold {
  readonly kind: 'token';
  readonly resource: MicrosoftResource;
  /** Permissions in their publisher's spelling; '.default' for all that were consented to. */
  readonly names: readonly string[];
  /** Scopes that were asked of one resource and are read as of another: where silence turns into a refused sign-in. */
  readonly moved: readonly ReadScope[];
  readonly refreshToken: boolean;
}

export interface ConsentForetold {
  readonly kind: 'consent';
  readonly resources: readonly MicrosoftResource[];
}

/** @param scopes - in their order, which decides */
export function foretellToken(scopes: readonly ReadScope[]): TokenForetold | Refused {
  const items = scopes.filter(({ resource }) => resource !== 'openid');
  const [first] = items;
  const anyBare = items.some(({ identifier }) => identifier === undefined);
  const refreshToken = scopes.some(({ resource: of, name }) => of === 'openid' && name === 'offline_access');
  // Who signed in, and nothing else: Graph's token serves that.
  if (!first) return { kind: 'token', resource: 'graph', names: [], moved: [], refreshToken };
  // Rule 2: nothing bare, and two resources.
  const foreign = items.find(
    (one) => !anyBare && !sameIdentifier(one.identifier ?? '', first.identifier ?? ''),
  );
  if (foreign) return refused(28000, 'invalid_request', foreign.text);
  if (first.resource === 'other') return refused(500011, 'invalid_resource', first.text);
  const resource = first.resource === 'exchange' ? 'exchange' : 'graph';
  const fixed = identifierOf(first);
  const names = new Set<string>();
  for (const one of items) {
    if (one.name === '') return refused(28002, 'invalid_request', one.text);
    const name = one.name === '.default' ? '.default' : publishedName(resource, one.name);
    if (name !== undefined) {
      names.add(name);
      continue;
    }
    // Rule 3: read as a permission of the first one's resource; what that has not, is of a second resource.
    const own = one.identifier === undefined ? resource === 'graph' : sameIdentifier(one.identifier, fixed);
    const [number, error] = own ? ([70011, 'invalid_scope'] as const) : ([28000, 'invalid_request'] as const);
    const kind = one.remarks.includes('unknown-permission') ? 'depends' : 'refused';
    return { kind, number, error, scope: one.text };
  }
  if (names.has('.default') && names.size > 1) return refused(70011, 'invalid_scope', '');
  return {
    kind: 'token',
    resource,
    // Written with a resource, it brings nothing, and no token lists it.
    names: [...names].filter((name) => name !== 'offline_access'),
    moved: items.filter(
      (one) =>
        one.resource !== resource || (one.remarks.includes('mail-protocol-at-graph') && resource === 'graph'),
    ),
    refreshToken,
  };
}

export function foretellConsent(
  scopes: readonly ReadScope[],
  account: AccountType,
): ConsentForetold | Refused {
  const items = scopes.filter(({ resource }) => resource !== 'openid');
  const wanted = new Map<MicrosoftResource, { names: number; all: boolean }>();
  if (account === 'personal') {
    const wrong = items.find(({ remarks }) => remarks.includes('not-for-personal'));
    if (wrong) return refused(0, 'invalid_scope', wrong.text);
  }
  for (const one of items) {
    if (one.resource === 'other') return refused(500011, 'invalid_resource', one.text);
    const resource = one.resource === 'exchange' ? 'exchange' : 'graph';
    const entry = wanted.get(resource) ?? { names: 0, all: false };
    wanted.set(resource, entry);
    if (one.name === '.default') entry.all = true;
    else if (publishedName(resource, one.name) !== undefined) entry.names += 1;
    else {
      const kind = one.remarks.includes('unknown-permission') ? 'depends' : 'refused';
      return { kind, number: 650053, error: 'invalid_scope', scope: one.text };
    }
  }
  for (const { names, all } of wanted.values()) {
    if (all && names > 0) return refused(70011, 'invalid_scope', '');
  }
  return { kind: 'consent', resources: [...wanted.keys()] };
}

/** A bare name is one of Graph's. */
function identifierOf({ identifier }: ReadScope): string {
  return identifier ?? 'https://graph.microsoft.com';
}

function refused(number: number, error: string, scope: string): Refused {
  return { kind: 'refused', number, error, scope };
}
