// Where `mailgrant sandbox` listens unless told otherwise, and what other programs have to be told.

import { type Hint, trustHints } from '../../sandbox/control/trust.ts';
import { type Sandbox, type SandboxOptions, seed } from '../../sandbox/index.ts';

/** What other programs are pointed at. */
export interface SandboxFiles {
  /** The certificate of the authority. */
  readonly caFile: string;
  /** For `mailgrant app add --cloud`. */
  readonly cloudFile: string;
}

/** The protocol's own port and 14000: easy to remember, free on most machines, blocked by no browser. */
export const fixedPorts = {
  entra: 14443,
  entraHttp: 14080,
  graph: 14444,
  graphHttp: 14081,
  control: 14445,
  controlHttp: 14082,
  imap: 14143,
  imaps: 14993,
  pop: 14110,
  pops: 14995,
  smtp: 14587,
} as const satisfies SandboxOptions['ports'];

/** The lines for other people's programs, and those for this package. The shell's CA is the authority's file. */
export function hints({ caFile, cloudFile }: SandboxFiles): Hint[] {
  return [
    { program: 'first', lines: [`CA=${caFile}`] },
    ...trustHints('$CA'),
    {
      program: 'mailgrant',
      lines: [
        'export MAILGRANT_CA_FILE=$CA',
        'mailgrant app add --name sandbox \\',
        `  --client-id ${seed.apps.desktop.appId} \\`,
        `  --cloud ${cloudFile}`,
        `mailgrant login ${seed.contoso.anna.name} --app sandbox`,
      ],
    },
  ];
}

export interface Place {
  readonly name: string;
  /** The one to use, and another way to the same. */
  readonly at: readonly [string, string?];
}

export function places({ urls, servers }: Sandbox): Place[] {
  const at = ({ host, port }: { host: string; port: number }): string =>
    `${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  return [
    { name: 'Status page', at: [new URL(urls.controlHttp).origin, new URL(urls.control).origin] },
    { name: 'REST API', at: [urls.controlHttp] },
    { name: 'Entra ID', at: [urls.entra, urls.entraHttp] },
    { name: 'Graph', at: [`${urls.graph}/v1.0`, `${urls.graphHttp}/v1.0`] },
    { name: 'IMAP', at: [`${at(servers.imaps)} TLS`, `${at(servers.imap)} STARTTLS`] },
    { name: 'POP', at: [`${at(servers.pops)} TLS`, `${at(servers.pop)} STARTTLS`] },
    { name: 'SMTP', at: [`${at(servers.smtp)} STARTTLS`] },
  ];
}
