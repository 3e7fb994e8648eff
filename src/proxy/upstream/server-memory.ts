// What a server offered before the sign-in, by its address, so that the next sign-in need not ask. It is a guess about the
// next connection: whoever is refused by it forgets it.

import type { MailServer } from '../../identity/provider.ts';
import type { ServerMemory } from './upstream.ts';

/** One process has a handful of servers. */
const serversMax = 64;

export function serverMemory(): ServerMemory {
  const offers = new Map<string, readonly string[]>();
  const keyOf = ({ host, port, security }: MailServer): string => `${security} ${host.toLowerCase()}:${port}`;
  return {
    get: (server) => offers.get(keyOf(server)),
    set(server, offer) {
      if (offers.size >= serversMax) offers.clear();
      offers.set(keyOf(server), offer);
    },
    forget: (server) => void offers.delete(keyOf(server)),
  };
}
