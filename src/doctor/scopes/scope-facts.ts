// What a list of scopes says about the case, as facts.

import type { FactName } from '../facts.ts';

const exchangeHosts =
  /^(?:outlook\.office(?:365)?\.(?:com|us)|ps\.outlook\.com|partner\.outlook\.cn|outlook-dod\.office365\.us)$/i;
const graphHosts =
  /^(?:graph\.microsoft\.(?:com|us)|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)$/i;
const openid = /^(?:openid|profile|email|offline_access)$/i;
const mailProtocol = /^(?:IMAP\.AccessAsUser\.All|POP\.AccessAsUser\.All|SMTP\.Send)$/i;

/** @param from - an answer tells scopes without prefix whichever resource they are of: nothing is bare there */
export function scopeFacts(
  list: readonly string[],
  from: 'given' | 'request' | 'answer',
): (readonly [FactName, string])[] {
  const scopes = list.filter((scope) => scope !== '');
  if (scopes.length === 0) return [];
  const facts: (readonly [FactName, string])[] = [];
  const seen = new Set<string>();
  for (const scope of scopes) {
    const host = /^https?:\/\/([^/]+)/i.exec(scope)?.[1];
    const name = scope.slice(scope.lastIndexOf('/') + 1);
    if (openid.test(name)) continue;
    if (host === undefined) seen.add(from === 'answer' && mailProtocol.test(name) ? 'unknown' : 'graph');
    else seen.add(exchangeHosts.test(host) ? 'exchange' : graphHosts.test(host) ? 'graph' : 'other');
  }
  seen.delete('unknown');
  if (seen.has('exchange') && seen.has('graph')) facts.push(['scopes.resources', 'both']);
  else for (const one of seen) facts.push(['scopes.resources', one]);
  const mail = scopes.some((scope) => mailProtocol.test(scope.slice(scope.lastIndexOf('/') + 1)));
  facts.push(['scopes.mail', mail ? 'yes' : 'no']);
  if (from === 'answer') {
    const audience = audienceOfAnswer(scopes);
    if (audience) facts.push(['token.audience', audience]);
    return facts;
  }
  facts.push(['scopes.default', scopes.some((scope) => /\/?\.default$/i.test(scope)) ? 'yes' : 'no']);
  facts.push(['scopes.bare-mail', scopes.some((scope) => mailProtocol.test(scope)) ? 'yes' : 'no']);
  const offline = scopes.find((scope) => /(?:^|\/)offline_access$/i.test(scope));
  facts.push(['scopes.offline', offline === undefined ? 'no' : offline.includes('/') ? 'prefixed' : 'yes']);
  const prefix365 = scopes.some((scope) => /^https?:\/\/outlook\.office365\.com\//i.test(scope));
  facts.push(['scopes.office365-prefix', prefix365 ? 'yes' : 'no']);
  return facts;
}

/**
 * For which resource the token is that came with this list. Entra adds the OpenID scopes to the list of a token for Graph,
 * asked for or not, and never to that of another resource; those of Graph are short or carry Graph's prefix, as they were asked.
 */
function audienceOfAnswer(scopes: readonly string[]): 'exchange' | 'graph' | undefined {
  const hosts = scopes.flatMap((scope) => /^https?:\/\/([^/]+)/i.exec(scope)?.[1] ?? []);
  if (hosts.some((host) => graphHosts.test(host))) return 'graph';
  if (scopes.some((scope) => openid.test(scope))) return hosts.length === 0 ? 'graph' : undefined;
  return hosts.some((host) => exchangeHosts.test(host)) ? 'exchange' : undefined;
}
