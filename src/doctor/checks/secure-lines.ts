// Can each server be reached, and is it that server whose certificate comes? A firewall that opens TLS shows its own.

import type { PeerCertificate, TLSSocket } from 'node:tls';
import { Dialer } from '../../net/dial.ts';
import type { Tunnel } from '../../net/tunnel.ts';
import { type Check, type CheckWorld, met, type Outcome, ok, warning } from './check.ts';

type Place = 'entra' | 'graph' | 'imap' | 'pop' | 'smtp';

const names: Readonly<Record<Place, string>> = {
  entra: 'Entra ID',
  graph: 'Graph',
  imap: 'IMAP',
  pop: 'POP',
  smtp: 'SMTP',
};

interface Line {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; what begins in clear is only dialled here, and secured by its own sign-in. */
  readonly tls: boolean;
  readonly tunnel: Tunnel | undefined;
}

/** One for each server, so that a server that is away says nothing about the others. */
export const secureLines: readonly Check[] = (['entra', 'graph', 'imap', 'pop', 'smtp'] as const).map(
  (place): Check => ({
    id: `${place}-line`,
    title: { en: `Connection to ${names[place]} (TLS)`, ja: `${names[place]} への接続（TLS）` },
    after: ['names'],
    applies: (world) => lineTo(place, world) !== undefined,
    async run(world, signal) {
      const line = lineTo(place, world);
      return line ? tried(line, world, signal) : ok('', '');
    },
  }),
);

/** Who issues the certificates of Microsoft's own servers (Azure, "Certificate authority details"). */
const issuers = /\b(?:microsoft|digicert|entrust|globalsign)\b/i;

async function tried(line: Line, world: CheckWorld, signal: AbortSignal): Promise<Outcome> {
  const { host, port } = line;
  try {
    const issuer = await issuerOf(line, world, signal);
    if (world.isMicrosoftCloud && issuer !== undefined && !issuers.test(issuer)) {
      return warning(
        `${host} shows a certificate of "${issuer}", not Microsoft's: something between here and there opens TLS`,
        `${host} の証明書の発行者は Microsoft ではなく「${issuer}」です。途中の機器が TLS を復号しています`,
        {
          evidence: [
            {
              kind: 'network',
              problem: 'tls-certificate',
              host,
              text: `certificate issued by ${issuer}`,
              place: { line: 0, quote: issuer },
            },
          ],
        },
      );
    }
    return ok(`${host}:${port}`, `${host}:${port}`);
  } catch (error) {
    signal.throwIfAborted();
    return met(error);
  }
}

/** The way that requests and sign-ins go, a configured proxy included. */
async function issuerOf(
  { host, port, tls, tunnel }: Line,
  { clock, ca }: CheckWorld,
  signal: AbortSignal,
): Promise<string | undefined> {
  const socket = await new Dialer({ clock, ca, tunnel }).dial({ host, port }, { tls, signal });
  // A late failure of a line that nobody needs any more.
  socket.on('error', () => {});
  const issuer =
    'getPeerCertificate' in socket ? nameOf((socket as TLSSocket).getPeerCertificate()) : undefined;
  socket.destroy();
  return issuer;
}

function nameOf({ issuer }: PeerCertificate): string | undefined {
  const { O: organisation, CN: name } = issuer as Partial<Record<'O' | 'CN', string | string[]>>;
  const text = [organisation, name].flat().filter((part) => part !== undefined);
  return text[0];
}

function lineTo(place: Place, { servers, services, metadataUrl, tunnels }: CheckWorld): Line | undefined {
  if (place === 'entra' || place === 'graph') {
    const text = place === 'entra' ? metadataUrl : services.includes('graph') ? servers.graph : undefined;
    if (text === undefined) return undefined;
    const url = new URL(text);
    const port = Number(url.port || 443);
    return { host: url.hostname, port, tls: url.protocol === 'https:', tunnel: tunnels?.web };
  }
  const server = services.includes(place) ? servers[place] : undefined;
  if (!server) return undefined;
  return { host: server.host, port: server.port, tls: server.security === 'tls', tunnel: tunnels?.mail };
}
