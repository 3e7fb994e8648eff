// How our proxy takes the place of another one, so that mail programs keep the server and the port that they have.

import type { FoundDoor } from '../../importing/found-grant.ts';

/** Lines for a person; none where the other program was no proxy. */
export function sameDoors(doors: readonly FoundDoor[]): string[] {
  const [first] = doors;
  if (!first) return [];
  const { certificate } = doors.find((door) => door.certificate !== undefined) ?? first;
  const chosen = (['imap', 'pop', 'smtp'] as const).flatMap(
    (protocol) => doors.find((door) => door.protocol === protocol) ?? [],
  );
  const words = [
    ...chosen.map((door) => `--${door.protocol} ${address(door, certificate !== undefined)}`),
    ...(certificate
      ? [
          `--tls-cert ${quoted(certificate.certFile)} --tls-key ${quoted(certificate.keyFile)} --tls-mode both`,
        ]
      : []),
  ];
  const others = doors.filter((door) => !chosen.includes(door));
  return [
    '',
    'To listen where the other proxy did, so that mail programs keep their server and port:',
    `  mailgrant proxy ${words.join(' ')}`,
    ...(others.length === 0
      ? []
      : [`It has one port for each protocol: ${others.map(shown).join(', ')} would have to move there.`]),
    ...(certificate === undefined && chosen.some((door) => !onThisMachine(door.host))
      ? [
          'The other proxy also took passwords in clear text from other machines. For those, add --tls-local and the name or',
          'address that they use: mailgrant proxy --help',
        ]
      : []),
    'Each mail program gets a password of its own, in place of the old one:',
    '  mailgrant app-password create ACCOUNT --name DEVICE',
  ];
}

function address({ host, port }: FoundDoor, withTls: boolean): string {
  if (!withTls) return `${port}`;
  if (host === undefined) return `0.0.0.0:${port}`;
  return onThisMachine(host) ? `${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function onThisMachine(host: string | undefined): boolean {
  return host !== undefined && (host === 'localhost' || host === '::1' || host.startsWith('127.'));
}

function shown({ protocol, port }: FoundDoor): string {
  return `${protocol.toUpperCase()} ${port}`;
}

function quoted(path: string): string {
  return /^[\w./~:\\-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
