// Where `mailgrant sandbox` listens unless told otherwise, and what other programs have to be told.

import { type Hint, trustHints } from '../../sandbox/control/trust.ts';
import { type Sandbox, type SandboxOptions, seed } from '../../sandbox/index.ts';
import type { SandboxFiles } from './serve.ts';

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

/** The lines for other people's programs, and the one for this package. */
export function hints({ caFile, cloudFile }: SandboxFiles): Hint[] {
  return [
    ...trustHints(caFile),
    {
      program: 'mailgrant',
      line: `export MAILGRANT_CA_FILE=${caFile} && mailgrant app add --name sandbox --client-id ${seed.apps.desktop.appId} --cloud ${cloudFile}`,
    },
  ];
}

/** A table's rows: what it is, and where. */
export function endpointRows({ urls, servers }: Sandbox): Array<readonly [string, string]> {
  const at = ({ host, port }: { host: string; port: number }): string =>
    `${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  return [
    ['Entra ID', `${urls.entra}   (also ${urls.entraHttp})`],
    ['Graph', `${urls.graph}/v1.0   (also ${urls.graphHttp})`],
    ['IMAP', `${at(servers.imaps)} TLS   ${at(servers.imap)} STARTTLS`],
    ['POP', `${at(servers.pops)} TLS   ${at(servers.pop)} STARTTLS`],
    ['SMTP', `${at(servers.smtp)} STARTTLS`],
    ['Controls', `${urls.controlHttp}   (also ${urls.control})`],
  ];
}
