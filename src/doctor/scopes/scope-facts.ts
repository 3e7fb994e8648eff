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
  if (from === 'answer') return facts;
  facts.push(['scopes.bare-mail', scopes.some((scope) => mailProtocol.test(scope)) ? 'yes' : 'no']);
  const offline = scopes.find((scope) => /(?:^|\/)offline_access$/i.test(scope));
  facts.push(['scopes.offline', offline === undefined ? 'no' : offline.includes('/') ? 'prefixed' : 'yes']);
  const prefix365 = scopes.some((scope) => /^https?:\/\/outlook\.office365\.com\//i.test(scope));
  facts.push(['scopes.office365-prefix', prefix365 ? 'yes' : 'no']);
  return facts;
}
