// The one way by which a mail client gets its line: dialled here, through a tunnel where one is configured, and handed to
// whoever speaks on it. No library dials by itself, so that all of them go the same way and find the same errors.

import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Dialer, type DialOptions } from '../net/dial.ts';
import { trusting } from '../net/trust.ts';
import type { Door } from './door.ts';

type Way = Pick<Door, 'server' | 'clock' | 'ca' | 'tunnel'>;

/**
 * A line to the server, secured where TLS comes first. Paused, as Dialer has it.
 *
 * @throws `net-...`, `tls-...`, the signal's reason
 */
export function openLine(way: Way, options: Omit<DialOptions, 'tls'>): Promise<Socket> {
  return dialer(way).dial(way.server, { ...options, tls: way.server.security === 'tls' });
}

/** From clear text to TLS, on a line on which the server has agreed to it. @throws as `openLine`; the line is gone then */
export function secureLine(way: Way, line: Socket, signal?: AbortSignal): Promise<Socket> {
  return dialer(way).secure(line, way.server, signal);
}

/** The same for a library that does it by itself. */
export function trusted({ ca }: Pick<Door, 'ca'>): Pick<ConnectionOptions, 'minVersion' | 'secureContext'> {
  return { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { secureContext: trusting(ca) }) };
}

function dialer({ clock, ca, tunnel }: Way): Dialer {
  return new Dialer({ clock, ca, tunnel });
}
