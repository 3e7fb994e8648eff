// What a list of scopes says about the case, as facts.

import type { FactName } from '../facts.ts';
import { isMailProtocol, openidNames, type ReadScope, readScope } from './read-scope.ts';

/** @param from - an answer tells scopes without prefix whichever resource they are of: nothing is bare there */
export function scopeFacts(
  list: readonly string[],
  from: 'given' | 'request' | 'answer',
): (readonly [FactName, string])[] {
  const scopes = list.filter((scope) => scope !== '').map(readScope);
  if (scopes.length === 0) return [];
  const facts: (readonly [FactName, string])[] = [];
  const yesNo = (fact: FactName, holds: boolean): void => void facts.push([fact, holds ? 'yes' : 'no']);
  const resources = new Set(
    scopes
      .filter((one) => !openidNames.includes(one.name.toLowerCase()))
      .filter((one) => from !== 'answer' || one.identifier !== undefined || !isMailProtocol(one.name))
      .map(({ resource }) => resource),
  );
  if (resources.has('exchange') && resources.has('graph')) facts.push(['scopes.resources', 'both']);
  else for (const one of resources) facts.push(['scopes.resources', one]);
  yesNo(
    'scopes.mail',
    scopes.some(({ name }) => isMailProtocol(name)),
  );
  if (from === 'answer') {
    const audience = audienceOfAnswer(scopes);
    if (audience) facts.push(['token.audience', audience]);
    return facts;
  }
  yesNo(
    'scopes.default',
    scopes.some(({ name }) => name.toLowerCase() === '.default'),
  );
  yesNo(
    'scopes.bare-mail',
    scopes.some(({ name, identifier }) => identifier === undefined && isMailProtocol(name)),
  );
  const offline = scopes.find(({ name }) => name.toLowerCase() === 'offline_access');
  facts.push([
    'scopes.offline',
    offline === undefined ? 'no' : offline.resource === 'openid' ? 'yes' : 'prefixed',
  ]);
  yesNo(
    'scopes.office365-prefix',
    scopes.some(({ identifier = '' }) => /^https?:\/\/outlook\.office365\.com$/i.test(identifier)),
  );
  return facts;
}

/**
 * For which resource the token is that came with this list. Entra adds the OpenID scopes to the list of a token for Graph,
 * asked for or not, and never to that of another resource; those of Graph are short or carry Graph's prefix, as they were asked.
 */
function audienceOfAnswer(scopes: readonly ReadScope[]): 'exchange' | 'graph' | undefined {
  const named = scopes.filter(({ identifier }) => identifier !== undefined);
  if (named.some(({ resource }) => resource === 'graph')) return 'graph';
  if (scopes.some(({ resource }) => resource === 'openid')) return named.length === 0 ? 'graph' : undefined;
  return named.some(({ resource }) => resource === 'exchange') ? 'exchange' : undefined;
}
