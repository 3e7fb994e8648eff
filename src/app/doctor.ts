// What the doctor's checks are given: for an account of ours everything that the store knows about it, for anybody else's
// what was said on the command line.

import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Secret } from '../base/secret.ts';
import type { AccessToken, AccountId, ResourceId, Service, TokenSource } from '../base/token-source.ts';
import { appOf, connectedServices, providerOf, wishOf } from '../broker/account-view.ts';
import type { CheckWorld } from '../doctor/checks/check.ts';
import { protocolAt } from '../doctor/mail-servers.ts';
import { personalDomain } from '../doctor/personal-domains.ts';
import { readToken } from '../doctor/token-reading.ts';
import { fail } from '../errors/error.ts';
import { endpointsOf } from '../identity/microsoft/endpoints.ts';
import type { MailServer } from '../identity/provider.ts';
import { isByOtherName } from '../identity/sign-in-names.ts';
import { knownOf } from '../mailbox/known.ts';
import type { Mailgrant } from './mailgrant.ts';

export async function worldOfAccount(
  mailgrant: Mailgrant,
  ref: string,
  options: {
    address?: string | undefined;
    notificationUrl?: string | undefined;
    send?: boolean | undefined;
    ca: string | undefined;
    tunnels: CheckWorld['tunnels'];
    log: Logger | undefined;
  },
): Promise<CheckWorld> {
  const account = await mailgrant.account(ref);
  const record = await mailgrant.store.apps.get(account.appId);
  if (!record) throw fail('consent-app-unknown', { app: account.appId });
  const grant = await mailgrant.store.grants.get(account.id);
  const provider = providerOf(mailgrant.providers, record);
  const app = appOf(record);
  const wish = wishOf(account);
  const microsoft = record.provider === 'microsoft';
  const address = options.address ?? account.address;
  const servers = await mailgrant.servers(account);
  return {
    address,
    account: {
      ref: account.name,
      kind: account.kind,
      personal: account.personal,
      address: account.address,
      username: account.username,
      tenantId: account.tenantId,
      consentedAtMs: grant?.consentedAtMs,
      refreshedAtMs: grant?.refreshedAtMs,
      hasGrant: grant?.refreshToken !== undefined,
      app,
      wanted: account.kind === 'app' ? [] : provider.plan(app, wish).resources,
    },
    services: connectedServices(wish),
    tokens: mailgrant.tokens,
    signInAs: mailgrant.names.of(account, address),
    renew: (resource, signal) => {
      signal.throwIfAborted();
      return mailgrant.tokens.refresh(account.id, resource as ResourceId);
    },
    servers,
    metadataUrl: microsoft ? endpointsOf(app).metadata : undefined,
    isMicrosoftCloud: microsoft && typeof app.cloud === 'string',
    ca: options.ca,
    tunnels: options.tunnels,
    fetch: mailgrant.fetch,
    clock: mailgrant.clock,
    log: options.log,
    known: {
      ...knownOf({ account: { ...account, byOtherName: isByOtherName(account) }, address, servers }),
      ...(microsoft ? { provider: 'microsoft' } : {}),
    },
    notificationUrl: options.notificationUrl,
    openMailbox: options.send ? () => mailgrant.mailbox(ref, { address }) : undefined,
  };
}

export interface Stranger {
  readonly user: string;
  readonly token: Secret;
  /** `outlook.office365.com`, with a port or without: 993, 995, 587 and 465 say which protocol is meant. */
  readonly host: string | undefined;
  readonly protocol: Service | undefined;
  readonly ca: string | undefined;
  readonly tunnels?: CheckWorld['tunnels'];
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** A mailbox that is not connected here, with a token that somebody has brought. */
export function worldOfStranger(stranger: Stranger): CheckWorld {
  const { user, token, ca, tunnels, fetch, clock } = stranger;
  const read = readToken(token.reveal(), clock.now());
  const { service, server, graph } = serverOf(stranger, read.audience);
  const accessToken: AccessToken = {
    // Brands over plain strings: nothing of this is in a store.
    accountId: 'stranger' as AccountId,
    resource: (read.audience === 'graph'
      ? 'graph'
      : read.audience === 'exchange'
        ? 'exchange'
        : 'unknown') as ResourceId,
    secret: token,
    scopes: [...read.scopes, ...read.roles],
    obtainedAtMs: clock.now(),
    expiresAtMs: read.expiresAt === undefined ? clock.now() + 3_600_000 : read.expiresAt * 1000,
    username: user,
    generation: 0,
  };
  const tokens: TokenSource = {
    get: () => Promise.resolve(accessToken),
    // It is the only one there is.
    invalidate: () => Promise.resolve(),
  };
  return {
    address: user,
    account: undefined,
    services: [service],
    tokens,
    servers: {
      ...(server && service !== 'graph' ? { [service]: server } : {}),
      ...(graph === undefined ? {} : { graph }),
    },
    metadataUrl: undefined,
    isMicrosoftCloud: /\.(?:office|office365|outlook|microsoft)\.(?:com|us)$/.test(
      server?.host ?? graph ?? '',
    ),
    ca,
    tunnels,
    fetch,
    clock,
    log: undefined,
    known: {
      ...(personalDomain(user) ? { 'account.type': 'personal' } : {}),
      ...(read.user === ''
        ? {}
        : { 'user.matches': read.user.toLowerCase() === user.toLowerCase() ? 'yes' : 'no' }),
      ...(read.actor === 'unknown' ? {} : { 'token.actor': read.actor }),
    },
    notificationUrl: undefined,
  };
}

function serverOf(
  { host, protocol }: Stranger,
  audience: string,
): { service: Service; server?: MailServer; graph?: string } {
  if (protocol === 'graph' || (host === undefined && audience === 'graph' && protocol === undefined)) {
    return { service: 'graph', graph: `https://${host ?? 'graph.microsoft.com'}` };
  }
  const [name = 'outlook.office365.com', portText] = (host ?? '').split(':').filter((part) => part !== '');
  const port = portText === undefined ? undefined : Number(portText);
  const service =
    protocol ??
    (port === undefined ? undefined : protocolAt[port]) ??
    (/^smtp/i.test(name) ? 'smtp' : /^pop/i.test(name) ? 'pop' : 'imap');
  const usual = { imap: 993, pop: 995, smtp: 587 }[service];
  const chosen = port ?? usual;
  const security = [587, 25, 2525, 143, 110].includes(chosen) ? 'starttls' : 'tls';
  return { service, server: { host: name, port: chosen, security } };
}
