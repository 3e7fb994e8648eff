// What a scope string means: which resource it is for, and which permissions of it. Pure. The first-scope rule below
// is what most people trip over: it turns a list that names Exchange into a token for Graph without a word.

import {
  exchange,
  graph,
  type Permission,
  type Resource,
  resourceByIdentifier,
} from '../directory/resources.ts';
import type { AppRegistration } from '../model.ts';
import { refuse } from './refusal.ts';

export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

export interface ScopeItem {
  /** As sent. */
  readonly raw: string;
  /** Everything before the last slash; undefined for a bare name, which means Graph. */
  readonly identifier: string | undefined;
  readonly name: string;
}

export interface ScopeList {
  readonly raw: string;
  /** The bare ones of openid, profile, email and offline_access. */
  readonly oidc: ReadonlySet<string>;
  readonly items: readonly ScopeItem[];
}

export interface ResourceScopes {
  readonly resource: Resource;
  /** The resource's name as the client wrote it: the `aud` of the token. */
  readonly identifier: string;
  /** Named permissions, in the publisher's spelling. */
  readonly names: readonly string[];
  /** `.default`: everything registered or consented. */
  readonly all: boolean;
  /** The answer's scopes carry the resource's prefix. */
  readonly prefixed: boolean;
}

export function parseScopes(raw: string): ScopeList {
  const oidc = new Set<string>();
  const items: ScopeItem[] = [];
  for (const word of raw.split(' ').filter((part) => part !== '')) {
    const slash = word.lastIndexOf('/');
    if (slash < 0 && oidcScopes.some((scope) => scope === word.toLowerCase())) {
      oidc.add(word.toLowerCase());
    } else {
      items.push(
        slash < 0
          ? { raw: word, identifier: undefined, name: word }
          : { raw: word, identifier: word.slice(0, slash), name: word.slice(slash + 1) },
      );
    }
  }
  return { raw, oidc, items };
}

/**
 * The one resource of a token request. At least one item.
 * All explicit: one resource or 28000. Any bare name: the first item fixes the resource, and every later one is
 * re-read as a permission of it, whatever its own prefix says.
 */
export function tokenResource(
  list: ScopeList,
  options: { firstWins?: boolean; frontChannel?: boolean; tenant: string },
): ResourceScopes {
  const [first] = list.items;
  if (!first) throw refuse(28003);
  const anyBare = list.items.some((item) => item.identifier === undefined);
  const twoResources = (): Error =>
    options.frontChannel
      ? refuse(700022, { scope: list.raw })
      : refuse(28000, { scope: list.raw.toLowerCase() });
  const identifier = first.identifier ?? graph.identifiers[0] ?? '';
  const other = list.items.find(
    (item) => item.identifier !== undefined && !sameIdentifier(item.identifier, identifier),
  );
  if (!anyBare && other && !options.firstWins) throw twoResources();
  const resource = known(identifier, options.tenant);
  const items =
    anyBare || !other
      ? list.items
      : list.items.filter((item) => sameIdentifier(item.identifier ?? '', identifier));
  const foreign = (item: ScopeItem): boolean =>
    item.identifier === undefined ? resource !== graph : !sameIdentifier(item.identifier, identifier);
  const names: string[] = [];
  let all = false;
  for (const item of items) {
    if (item.name === '') throw refuse(28002, { scope: item.raw });
    if (item.name === '.default') {
      all = true;
      continue;
    }
    const permission = permissionOf(resource, item.name);
    if (!permission) throw foreign(item) ? twoResources() : refuse(70011, { scope: item.raw });
    names.push(permission.name);
  }
  if (all && names.length > 0) throw refuse(70011, { scope: list.raw });
  return {
    resource,
    identifier: identifier.replace(/\/$/, ''),
    names: [...new Set(names)],
    all,
    // Exchange's answers have never been seen without prefix; Graph's follow the request.
    prefixed: resource === exchange || !anyBare,
  };
}

/** An application's own API, by the name that Entra does not take there. @throws EntraRefusal 90009. */
export function checkNotItself(app: AppRegistration, list: ScopeList): void {
  const itself = `api://${app.appId}`;
  if (!list.items.some(({ identifier }) => identifier !== undefined && sameIdentifier(identifier, itself)))
    return;
  throw refuse(90009, { app: app.appId, appName: app.displayName });
}

export interface ConsentScopes {
  readonly resource: Resource;
  readonly names: readonly string[];
  readonly all: boolean;
}

/**
 * What /authorize asks consent for: each scope at its own resource. In a mixed list with a bare name, the consent
 * covers the first-scope reading too; otherwise the /token answer of the same list could not be what it is.
 */
export function consentResources(
  list: ScopeList,
  options: { appName: string; tenant: string },
): ConsentScopes[] {
  const wanted = new Map<Resource, { names: Set<string>; all: boolean }>();
  const want = (resource: Resource): { names: Set<string>; all: boolean } => {
    const entry = wanted.get(resource) ?? { names: new Set<string>(), all: false };
    wanted.set(resource, entry);
    return entry;
  };
  for (const item of list.items) {
    const resource = item.identifier === undefined ? graph : known(item.identifier, options.tenant);
    if (item.name === '.default') {
      want(resource).all = true;
      continue;
    }
    const permission = permissionOf(resource, item.name);
    if (!permission) {
      throw refuse(650053, {
        appName: options.appName,
        scope: item.name,
        resource: resource.appId,
      });
    }
    want(resource).names.add(permission.name);
  }
  for (const [resource, entry] of wanted) {
    if (entry.all && entry.names.size > 0)
      throw refuse(70011, { scope: `${resource.identifiers[0]}/.default` });
  }
  return [...wanted].map(([resource, entry]) => ({ resource, names: [...entry.names], all: entry.all }));
}

/** The names that a mixed list also means at the resource of its first scope. */
export function firstScopeReading(list: ScopeList): { resource: Resource; names: string[] } | undefined {
  if (!list.items.some((item) => item.identifier === undefined)) return undefined;
  const first = list.items[0]?.identifier;
  const resource = first === undefined ? graph : resourceByIdentifier(first);
  if (!resource) return undefined;
  const names = list.items.flatMap((item) => permissionOf(resource, item.name)?.name ?? []);
  return { resource, names: [...new Set(names)] };
}

/** The `scope` field of a token answer; facts as observed, see ADR 0031. */
export function scopeAnswer(
  wanted: ResourceScopes,
  oidc: ReadonlySet<string>,
  granted: readonly string[],
): string {
  const isOidc = (name: string): boolean => oidcScopes.some((scope) => scope === name);
  const names = granted.filter((name) => !isOidc(name));
  if (wanted.resource !== graph)
    return byName(names)
      .map((name) => `${wanted.identifier}/${name}`)
      .join(' ');
  const implied = ['profile', 'openid', 'email'];
  if (wanted.prefixed) {
    return [...implied, ...byName(names).map((name) => `${wanted.identifier}/${name}`)].join(' ');
  }
  const asked = implied.filter((name) => oidc.has(name));
  return [...byName([...names, ...asked]), ...implied.filter((name) => !oidc.has(name))].join(' ');
}

export function permissionOf(resource: Resource, name: string): Permission | undefined {
  return resource.delegated.get(name.toLowerCase());
}

function known(identifier: string, tenant: string): Resource {
  const resource = resourceByIdentifier(identifier);
  if (resource) return resource;
  throw refuse(500011, { resource: identifier, tenant });
}

function sameIdentifier(a: string, b: string): boolean {
  return a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase();
}

function byName(names: readonly string[]): string[] {
  return [...names].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en'));
}
