// How Graph is reached for one mailbox: for every verb that goes there, whether it reads, sends or watches.

import type { GraphDoor } from '../../mail/graph/request.ts';
import type { MailboxWorld } from '../context.ts';
import { knownOf } from '../known.ts';

export function graphDoorOf(world: MailboxWorld): GraphDoor {
  const { account, address, tokens, servers, fetch, clock, log, limits } = world;
  // An app-only token belongs to nobody: there is no /me for it.
  const own = account.kind === 'delegated' && address.toLowerCase() === account.address.toLowerCase();
  return {
    tokens,
    account: account.ref,
    known: knownOf(world),
    baseUrl: servers.graph,
    mailbox: own ? undefined : address,
    limits,
    fetch,
    clock,
    log,
  };
}
