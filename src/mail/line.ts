// The one way by which a mail client gets its line: dialled here, through a tunnel where one is configured, and handed to
// whoever speaks on it. No library dials by itself, so that all of them go the same way and find the same errors.

import type { Socket } from 'node:net';
import type { DialOptions } from '../net/dial.ts';
import type { Door } from './door.ts';

/**
 * A line to the server, secured where TLS comes first. Paused, as Dialer has it.
 *
 * @throws `net-...`, `tls-...`, the signal's reason
 */
export function openLine(
  { dialer, server }: Pick<Door, 'dialer' | 'server'>,
  options: Omit<DialOptions, 'tls'>,
): Promise<Socket> {
  return dialer.dial(server, { ...options, tls: server.security === 'tls' });
}
