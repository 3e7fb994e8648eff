// A list of scopes, read as a whole: what each is, what Entra will answer, and how the same wish is written so that it
// works. What is sent is never changed here: the corrected requests are for a person to take over.

import { clouds, type MicrosoftResource } from '../../identity/microsoft/clouds.ts';
import {
  type AccountType,
  type ConsentForetold,
  foretellConsent,
  foretellToken,
  type Refused,
  type TokenForetold,
} from './foretell.ts';
import { isMailProtocol, publishedName, type ReadScope, readScope } from './read-scope.ts';

export interface RightRequests {
  /** For /authorize: everything at once. */
  readonly authorize: string;
  /** For /token, one request a resource: the first redeems the code, the others use the refresh token. */
  readonly tokens: readonly { readonly resource: MicrosoftResource; readonly scope: string }[];
}

export interface ScopeReading {
  readonly scopes: readonly ReadScope[];
  readonly consent: Readonly<Record<AccountType, ConsentForetold | Refused>>;
  readonly token: TokenForetold | Refused;
  /** What the same wish looks like where it works; undefined where nothing can be asked for at all. */
  readonly right: RightRequests | undefined;
  /** The list is that already. */
  readonly isRight: boolean;
}

/** What separates scopes where people write them down: RFC 6749 section 3.3 knows spaces only. */
export function splitScopes(text: string): string[] {
  return text
    .replace(/%20|\+/g, ' ')
    .split(/[\s,;"'[\]]+/)
    .filter((scope) => scope !== '');
}

export function readScopes(list: readonly string[]): ScopeReading {
  const scopes = list.map(readScope);
  const token = foretellToken(scopes);
  const right = rightRequests(scopes);
  return {
    scopes,
    consent: { work: foretellConsent(scopes, 'work'), personal: foretellConsent(scopes, 'personal') },
    token,
    right,
    isRight:
      right !== undefined &&
      [right.authorize, ...right.tokens.map(({ scope }) => scope)].some((one) =>
        sameList(one.split(' '), list),
      ),
  };
}

/** Each permission at the resource that serves it, with its prefix, and the sign-in scopes without. */
function rightRequests(scopes: readonly ReadScope[]): RightRequests | undefined {
  const worldwide = clouds.get('worldwide');
  const wanted: Record<MicrosoftResource, string[]> = { graph: [], exchange: [] };
  for (const scope of scopes) {
    const meant = meantBy(scope);
    if (meant && worldwide)
      wanted[meant.resource].push(`${worldwide.scopePrefix[meant.resource]}/${meant.name}`);
  }
  const tokens = (['graph', 'exchange'] as const)
    .filter((resource) => wanted[resource].length > 0)
    .map((resource) => ({ resource, scope: [...new Set(wanted[resource]), 'offline_access'].join(' ') }));
  if (tokens.length === 0) return undefined;
  const openid = scopes
    .filter((one) => one.resource === 'openid' && one.name !== 'offline_access')
    .map(({ name }) => name);
  const all = [...openid, ...wanted.graph, ...wanted.exchange, 'offline_access'];
  return { authorize: [...new Set(all)].join(' '), tokens };
}

function meantBy(scope: ReadScope): { resource: MicrosoftResource; name: string } | undefined {
  const { name, resource, remarks } = scope;
  if (resource === 'openid' || remarks.includes('openid-with-resource') || remarks.includes('no-name'))
    return undefined;
  const spelled = scope.meant ?? name;
  if (isMailProtocol(spelled))
    return { resource: 'exchange', name: publishedName('exchange', spelled) ?? spelled };
  if (remarks.includes('application-permission')) {
    const delegated = spelled.replace(/^SMTP\.SendAsApp$/i, 'SMTP.Send').replace(/AsApp$/i, 'AsUser.All');
    return { resource: 'exchange', name: delegated };
  }
  if (resource === 'other') return undefined;
  return { resource, name: publishedName(resource, spelled) ?? spelled };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  const plain = (list: readonly string[]): string =>
    [...new Set(list.map((one) => one.toLowerCase()))].sort().join(' ');
  return plain(a) === plain(b);
}
