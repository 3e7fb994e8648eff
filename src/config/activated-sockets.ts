// Sockets that systemd has opened for us (sd_listen_fds(3)): file descriptors from 3 on, with names. A service that is
// started by its first client, or restarted, loses no connection, and needs no right to ports below 1024.

import { fail } from '../errors/error.ts';

export interface ActivatedSocket {
  readonly fd: number;
  /** FileDescriptorName= of the socket unit. */
  readonly name: string;
}

const firstFd = 3;

/**
 * None where systemd has opened none for this process.
 *
 * @throws `config-invalid` where the variables contradict each other
 */
export function activatedSockets(
  pid: number,
  env: NodeJS.ProcessEnv = process.env,
): readonly ActivatedSocket[] {
  const { LISTEN_PID: forPid, LISTEN_FDS: count, LISTEN_FDNAMES: names = '' } = env;
  // Meant for somebody else: a parent that has handed on its environment.
  if (forPid === undefined || forPid !== String(pid) || count === undefined) return [];
  if (!/^\d{1,3}$/.test(count)) throw odd(`LISTEN_FDS is "${count}"`);
  const given = names.split(':');
  return Array.from({ length: Number(count) }, (_, index) => {
    const name = given[index] ?? '';
    if (name === '' || name === 'unknown') {
      throw odd(`socket ${firstFd + index} has no name: write FileDescriptorName= into its unit`);
    }
    return { fd: firstFd + index, name };
  });
}

function odd(problem: string): Error {
  return fail('config-invalid', { file: 'the environment that systemd has set', problem });
}
