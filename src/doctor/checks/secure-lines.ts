// Can each server be reached, and is it that server whose certificate comes? A firewall that opens TLS shows its own.

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { trusted } from '../../mail/dial-errors.ts';
import { translateNetworkError } from '../../net/fetch.ts';
import { type Check, type CheckWorld, met, type Outcome, ok, warning } from './check.ts';

interface Line {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; what begins in clear is only dialled here, and secured by its own sign-in. */
  readonly tls: boolean;
}

export const secureLines: Check = {
  id: 'secure-lines',
  title: { en: 'Connections and certificates (TLS)', ja: '接続と証明書（TLS）' },
  after: ['names'],
  applies: (world) => linesOf(world).length > 0,
  async run(world, signal) {
    const lines = linesOf(world);
    const results = await Promise.all(lines.map((line) => tried(line, world, signal)));
    const wrong =
      results.find(({ verdict }) => verdict === 'failed') ??
      results.find(({ verdict }) => verdict === 'warning');
    if (wrong) return wrong;
    const list = lines.map(({ host, port }) => `${host}:${port}`).join(', ');
    return ok(list, list);
  },
};

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
    return met(translateNetworkError(error, `${host}:${port}`));
  }
}

function issuerOf(line: Line, world: CheckWorld, signal: AbortSignal): Promise<string | undefined> {
  const { host, port, tls } = line;
  return new Promise((resolve, reject) => {
    const socket: Socket | TLSSocket = tls
      ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...trusted(world.ca) })
      : connectTcp({ host, port });
    const end = (): void => void socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    socket.once('error', reject);
    socket.once('close', () => {
      signal.removeEventListener('abort', end);
      reject(signal.aborted ? (signal.reason as Error) : new Error('closed at once'));
    });
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      resolve('getPeerCertificate' in socket ? nameOf(socket.getPeerCertificate()) : undefined);
      socket.destroy();
    });
  });
}

function nameOf({ issuer }: PeerCertificate): string | undefined {
  const { O: organisation, CN: name } = issuer as Partial<Record<'O' | 'CN', string | string[]>>;
  const text = [organisation, name].flat().filter((part) => part !== undefined);
  return text[0];
}

function linesOf({ servers, services, metadataUrl }: CheckWorld): Line[] {
  const mail = (['imap', 'pop', 'smtp'] as const).flatMap((service): Line[] => {
    const server = services.includes(service) ? servers[service] : undefined;
    return server
      ? [{ name: service, host: server.host, port: server.port, tls: server.security === 'tls' }]
      : [];
  });
  const web = [services.includes('graph') ? servers.graph : undefined, metadataUrl].flatMap(
    (text): Line[] => {
      if (text === undefined) return [];
      const url = new URL(text);
      return [
        { name: 'https', host: url.hostname, port: Number(url.port || 443), tls: url.protocol === 'https:' },
      ];
    },
  );
  return [...mail, ...web];
}
