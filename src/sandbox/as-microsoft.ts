// Listening where Microsoft's services are expected: on the standard ports of a loopback address of its own, with a
// certificate for the real host names. By HTTPS the Host field says which service is meant. Programs come here once the
// hosts file says so; that is for whoever runs the machine to do.

import type { HttpBindings } from '@hono/node-server';
import { fail, isMailgrantError } from '../errors/error.ts';
import type { Door, Endpoint } from './faces.ts';
import { deviceHostNames, faceOfName, microsoftNames } from './microsoft-names.ts';

export interface AsMicrosoftOptions {
  /** Default: 127.0.0.2. */
  host?: string;
  /** Other ports than the standard ones: for tests, and for clients that can be told. */
  ports?: Partial<Record<MicrosoftPort, number>>;
}

export const standardPorts = {
  https: 443,
  imaps: 993,
  imap: 143,
  pops: 995,
  pop: 110,
  smtp: 587,
  smtp25: 25,
} as const;
export type MicrosoftPort = keyof typeof standardPorts;

export interface AsMicrosoft {
  readonly host: string;
  readonly ports: Readonly<Partial<Record<MicrosoftPort, number>>>;
  /** Every name that leads here. */
  readonly names: readonly string[];
  /** For the hosts file. Whole web sites are in comments: they are wanted for device pages alone. */
  readonly hostsLines: readonly string[];
}

type Serve = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** One listener for both services over HTTPS. */
export function byHostName(serve: Readonly<Record<'entra' | 'graph', Serve>>): Serve {
  return (request, env) => {
    const { hostname } = new URL(request.url);
    const face = faceOfName(hostname);
    return face
      ? serve[face](request, env)
      : new Response(`The sandbox has no service by the name ${hostname}.\n`, { status: 421 });
  };
}

/** @throws `sandbox-standard-ports`, `sandbox-no-such-address`, `port-taken` */
export async function listenAsMicrosoft(
  options: AsMicrosoftOptions,
  open: {
    https(at: { host: string; port: number }): Promise<Endpoint>;
    door(door: Door, at: { host: string; port: number }): Promise<Endpoint>;
  },
): Promise<AsMicrosoft> {
  const host = options.host ?? '127.0.0.2';
  const wanted = { ...standardPorts, ...options.ports };
  const ports: Partial<Record<MicrosoftPort, number>> = {};
  try {
    ports.https = (await open.https({ host, port: wanted.https })).port;
    for (const door of ['imaps', 'imap', 'pops', 'pop', 'smtp'] as const) {
      ports[door] = (await open.door(door, { host, port: wanted[door] })).port;
    }
  } catch (error) {
    throw named(error, host);
  }
  try {
    ports.smtp25 = (await open.door('smtp', { host, port: wanted.smtp25 })).port;
  } catch (error) {
    // Many a machine has a mail server of its own on port 25 of every address; submission works without it.
    if (!isMailgrantError(error) || error.code !== 'port-taken') throw named(error, host);
  }
  return { host, ports, names: microsoftNames, hostsLines: hostsLines(host) };
}

function hostsLines(host: string): string[] {
  return microsoftNames.map((name) => `${deviceHostNames.has(name) ? '# ' : ''}${host} ${name}`);
}

function named(error: unknown, host: string): unknown {
  if (!isMailgrantError(error)) return error;
  if (error.code === 'port-not-allowed') return fail('sandbox-standard-ports', { host }, { cause: error });
  if (error.code === 'address-not-here') return fail('sandbox-no-such-address', { host }, { cause: error });
  return error;
}
