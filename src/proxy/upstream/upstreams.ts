// The three ways to a server, for whoever drives a session.

import type { Clock } from '../../base/clock.ts';
import type { Dialer } from '../../net/dial.ts';
import type { ProxyProtocol } from '../front/front.ts';
import { connectImap } from './imap.ts';
import { connectPop } from './pop.ts';
import { serverMemory } from './server-memory.ts';
import { connectSmtp } from './smtp.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from './upstream.ts';

/** @throws one named error, and leaves nothing open: see the three. What `withToken` can cure is `mail-token-refused`. */
export type ConnectUpstream = (request: UpstreamRequest) => Promise<Upstream>;

/** One for a process: servers and their ways are remembered in it. */
export function createUpstreams(options: {
  readonly dialer: Dialer;
  readonly clock: Clock;
}): Readonly<Record<ProxyProtocol, ConnectUpstream>> {
  const tools: UpstreamTools = { ...options, memory: serverMemory() };
  return {
    imap: (request) => connectImap(request, tools),
    pop: (request) => connectPop(request, tools),
    smtp: (request) => connectSmtp(request, tools),
  };
}
