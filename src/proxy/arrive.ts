// What happens on a connection before a mail protocol begins: a load balancer tells whom it connects for, and TLS begins,
// where it does. What comes behind that stays in the socket.

import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Clock } from '../base/clock.ts';
import { nextChunk } from '../net/next-chunk.ts';
import { secureServerSide } from '../net/server-side-tls.ts';
import { contains, type IpNetwork, parseAddress } from '../wire/ip-network.ts';
import { type FirstBytes, type FirstBytesOptions, readFirstBytes } from './front/first-bytes.ts';

/** `starttls`: offered where there is a certificate. `either`: so is TLS from the first byte, on the same port. */
export type PortTls = 'implicit' | 'starttls' | 'either';

export interface Arrived {
  readonly client: Socket;
  /** Of the client, even where a load balancer stands between. */
  readonly address: string;
  readonly hasTls: boolean;
}

/** A client that begins TLS does so at once; one that does not waits for our greeting, and shall not wait for long. */
const greetingDelayMs = 3_000;

export interface Peer {
  readonly socket: Socket;
  readonly address: string;
}

export interface ArriveOptions {
  readonly port: PortTls;
  readonly tls: (() => SecureContext) | undefined;
  readonly loadBalancers: readonly IpNetwork[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Where nothing is waited for before the greeting; undefined where something is. */
export function arrivedAtOnce(
  { socket, address }: Peer,
  { port, tls, loadBalancers }: Omit<ArriveOptions, 'signal'>,
): Arrived | undefined {
  const waits = port === 'implicit' || (port === 'either' && tls) || isLoadBalancer(address, loadBalancers);
  return waits ? undefined : { client: socket, address, hasTls: false };
}

export function isLoadBalancer(address: string, loadBalancers: readonly IpNetwork[]): boolean {
  if (loadBalancers.length === 0) return false;
  const peer = parseAddress(address);
  return peer !== undefined && loadBalancers.some((network) => contains(network, peer));
}

/** @throws Error with what is wrong with the first bytes, what broke the handshake, the signal's reason */
export async function arrive({ socket, address }: Peer, options: ArriveOptions): Promise<Arrived> {
  const { port, tls, loadBalancers, clock, signal } = options;
  const header = isLoadBalancer(address, loadBalancers);
  const either = port === 'either' && tls !== undefined;
  let told = address;
  let begins = port === 'implicit';
  if (header || either) {
    const first = await firstBytes(socket, { header, tls: either ? 'either' : 'none' }, clock, signal);
    told = first.client?.address ?? address;
    begins ||= first.tls;
  }
  if (!begins) return { client: socket, address: told, hasTls: false };
  if (!tls) throw new Error('there is no certificate for TLS');
  return { client: await secureServerSide(socket, tls(), signal), address: told, hasTls: true };
}

async function firstBytes(
  socket: Socket,
  options: FirstBytesOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<Extract<FirstBytes, { kind: 'known' }>> {
  const quiet = new AbortController();
  // From a load balancer something has to come; from a client something may.
  const timer = options.tls === 'either' ? clock.after(greetingDelayMs, () => quiet.abort()) : undefined;
  let seen: Buffer = Buffer.alloc(0);
  try {
    for (;;) {
      const read = readFirstBytes(seen, options, quiet.signal.aborted);
      if (read.kind === 'refused') throw new Error(read.why);
      if (read.kind === 'known') {
        const rest = seen.subarray(read.bytes);
        if (rest.length > 0) socket.unshift(rest);
        return read;
      }
      // Once it is over, the clock has nothing more to say: a header that is still missing is waited for.
      const either = quiet.signal.aborted ? signal : AbortSignal.any([signal, quiet.signal]);
      const chunk = await nextChunk(socket, either).catch((error: unknown) => {
        if (signal.aborted) throw error;
        return Buffer.alloc(0);
      });
      if (!chunk) throw new Error('the client has left before it said anything');
      seen = Buffer.concat([seen, chunk]);
    }
  } finally {
    timer?.cancel();
  }
}
