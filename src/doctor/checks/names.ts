// Do the servers' names lead anywhere? A filter that hides them, or a hosts file that moves them, looks like a dead server.

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { leadsTo, type Tunnel } from '../../net/tunnel.ts';
import { type Check, type CheckWorld, failed, ok } from './check.ts';

export const names: Check = {
  id: 'names',
  title: { en: 'Server names (DNS)', ja: 'サーバー名の解決（DNS）' },
  applies: (world) => hostsOf(world).length > 0,
  async run(world) {
    const hosts = hostsOf(world);
    const answers = await Promise.all(hosts.map(async (host) => ({ host, ...(await found(host)) })));
    const missing = answers.filter(({ address }) => address === undefined);
    if (missing.length > 0) {
      const list = missing.map(({ host, reason }) => `${host} (${reason ?? ''})`).join(', ');
      return failed(`no address for ${list}`, `アドレスが得られません: ${list}`, {
        evidence: missing.map(({ host, reason = '' }) => ({
          kind: 'network',
          problem: 'dns',
          host,
          text: `getaddrinfo ${reason} ${host}`,
          place: { line: 0, quote: `${reason} ${host}` },
        })),
      });
    }
    const list = answers.map(({ host, address }) => `${host} ${address ?? ''}`).join(', ');
    return ok(list, list);
  },
};

async function found(host: string): Promise<{ address?: string; reason?: string }> {
  if (isIP(host) !== 0) return { address: host };
  try {
    return { address: (await lookup(host)).address };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { reason: code };
  }
}

/** Every host whose address is looked for here. What is reached through a proxy is looked for by the proxy. */
export function hostsOf({ servers, services, metadataUrl, tunnels }: CheckWorld): string[] {
  const direct = (tunnel: Tunnel | undefined, host: string, port: number): string[] =>
    tunnel && leadsTo(tunnel, { host, port }) ? [tunnel.host] : [host];
  const mail = (['imap', 'pop', 'smtp'] as const).flatMap((service) => {
    const server = services.includes(service) ? servers[service] : undefined;
    return server ? direct(tunnels?.mail, server.host, server.port) : [];
  });
  const web = [services.includes('graph') ? servers.graph : undefined, metadataUrl].flatMap((text) => {
    if (text === undefined) return [];
    const url = new URL(text);
    return direct(tunnels?.web, url.hostname, Number(url.port || 443));
  });
  return [...new Set([...mail, ...web])];
}
