// Every error a user can meet, as data, one file an area. A code that has been published is never renamed.

import { brokerErrors } from './catalogue/broker.ts';
import { cliErrors } from './catalogue/cli.ts';
import { identityErrors } from './catalogue/identity.ts';
import { mailErrors } from './catalogue/mail.ts';
import { mailboxErrors } from './catalogue/mailbox.ts';
import { netErrors } from './catalogue/net.ts';
import { proxyErrors } from './catalogue/proxy.ts';
import { sandboxErrors } from './catalogue/sandbox.ts';
import { sendingErrors } from './catalogue/sending.ts';
import { storeErrors } from './catalogue/store.ts';
import { wireErrors } from './catalogue/wire.ts';

/** The same entries by area: what the reference page is made of. */
export const areas = {
  identity: identityErrors,
  net: netErrors,
  store: storeErrors,
  broker: brokerErrors,
  wire: wireErrors,
  mail: mailErrors,
  mailbox: mailboxErrors,
  sending: sendingErrors,
  proxy: proxyErrors,
  sandbox: sandboxErrors,
  cli: cliErrors,
} as const;

export const catalogue = {
  ...identityErrors,
  ...netErrors,
  ...storeErrors,
  ...brokerErrors,
  ...wireErrors,
  ...mailErrors,
  ...mailboxErrors,
  ...sendingErrors,
  ...proxyErrors,
  ...sandboxErrors,
  ...cliErrors,
} as const;

export type Catalogue = typeof catalogue;
export type ErrorCode = keyof Catalogue;
