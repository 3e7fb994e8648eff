// What is known of an account without asking anybody, for a report: no secret is among it.

import type { CheckWorld } from '../check.ts';

export function accountLines(world: CheckWorld): (readonly [name: string, value: string])[] {
  const { address, account, services, servers, known } = world;
  const hosts = (['imap', 'pop', 'smtp'] as const).flatMap((service) => {
    const server = services.includes(service) ? servers[service] : undefined;
    return server ? [[service, `${server.host}:${server.port} (${server.security})`] as const] : [];
  });
  const facts = Object.entries(known).map(([name, value]) => `${name}=${value}`);
  const lines: (readonly [string, string])[] = [
    ['mailbox', address],
    ['services', services.join(' ')],
    ...hosts,
    ...(servers.graph === undefined ? [] : [['graph', servers.graph] as const]),
    ['known', facts.join(' ')],
  ];
  if (!account) return lines;
  const { app, kind, personal, username, tenantId, consentedAtMs, refreshedAtMs, hasGrant, wanted } = account;
  return [
    ...lines,
    ['account', `${account.ref}, ${kind}, ${personal ? 'personal' : 'work or school'}`],
    ['signed in as', username ?? 'nobody'],
    ['tenant', tenantId ?? 'unknown'],
    ['application', `${app.clientId}, authority ${app.tenant}, credential: ${app.credential.kind}`],
    ['cloud', typeof app.cloud === 'string' ? app.cloud : 'of its own'],
    ['grant', hasGrant ? `consented ${dateOf(consentedAtMs)}, used ${dateOf(refreshedAtMs)}` : 'none'],
    ...wanted.map(({ resource, scopes }) => [`asked for ${resource}`, scopes.join(' ')] as const),
  ];
}

function dateOf(ms: number | undefined): string {
  return ms === undefined ? 'never' : new Date(ms).toISOString();
}
