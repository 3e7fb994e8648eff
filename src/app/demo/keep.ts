// What is printed when the demonstration stays open: how to point one's own program at it.

import type { MailServer } from '../../identity/provider.ts';
import type { Show } from './show.ts';
import type { DemoWorld } from './world.ts';

export interface KeptPlaces {
  readonly caFile: string;
  readonly store: string;
  readonly keyFile: string;
}

export function printKept(show: Show, world: DemoWorld, places: KeptPlaces): void {
  const { paint } = show;
  const { address, password } = world.anna;
  const at = ({ host, port, security }: MailServer): string => `${host}:${port} (${security})`;
  const { imap, pop, smtp } = world.servers;
  const environment = `MAILGRANT_CA_FILE=${places.caFile} MAILGRANT_KEY_SOURCE=file MAILGRANT_KEY_FILE=${places.keyFile}`;
  const token = (service: string): string =>
    `mailgrant token ${address} --for ${service} --store ${places.store}`;
  const lines = [
    '',
    paint.bold('It stays open. Ctrl-C ends it.'),
    `  Sign-in     ${world.authority}`,
    `  Client id   ${world.clientId} (public, redirect http://localhost)`,
    `  User        ${address}, password ${password}`,
    `  IMAP        ${at(imap)}`,
    `  POP         ${at(pop)}`,
    `  SMTP        ${at(smtp)}`,
    `  Graph       ${world.graph}/v1.0`,
    `  CA file     ${places.caFile}`,
    '',
    paint.bold('A token for a program of yours'),
    `  export ${environment}`,
    `  ${token('imap')}`,
    '  From a checkout: npm run -s mailgrant -- token ...',
    '',
    paint.bold('With curl'),
    `  curl --cacert ${places.caFile} -H "Authorization: Bearer $(${token('graph')})" \\`,
    `    ${world.graph}/v1.0/me`,
    `  curl --cacert ${places.caFile} --user ${address}: --login-options AUTH=XOAUTH2 \\`,
    `    --oauth2-bearer "$(${token('imap')})" imaps://${imap.host}:${imap.port}/INBOX`,
  ];
  for (const line of lines) show.out(line);
}
