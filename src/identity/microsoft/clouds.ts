// Microsoft's clouds as a table: where to sign in, what the two resources are called there, where mail is served.
// Knows nothing of permissions or grants. Sources: Microsoft identity platform "National clouds", Graph "National
// cloud deployments", the Microsoft 365 endpoint lists (2023); what only third-party code says is marked [?].

import { fail } from '../../errors/error.ts';
import type { App, CustomCloud, MailServer } from '../provider.ts';

/** The two resources that mailgrant asks tokens for. */
export type MicrosoftResource = 'exchange' | 'graph';

/** One of Microsoft's clouds, or an imitation of one. No URL ends in a slash. */
export interface Cloud {
  readonly name: string;
  readonly authority: string;
  /** Graph without the version. */
  readonly graph: string;
  /** What scopes are prefixed with when they are sent. */
  readonly scopePrefix: Readonly<Record<MicrosoftResource, string>>;
  /** Other spellings of the same resource, understood from users and accepted as the audience of a token. */
  readonly aliases: Readonly<Record<MicrosoftResource, readonly string[]>>;
  /** What app-only tokens for Exchange are asked with ("Authenticate an IMAP, POP or SMTP connection using OAuth"). */
  readonly appOnlyExchange: string;
  readonly hasPersonalAccounts: boolean;
  readonly servers: Readonly<Record<'imap' | 'pop' | 'smtp', MailServer>>;
}

/** Application ids of the two resources, the same in every cloud. */
export const resourceAppId: Readonly<Record<MicrosoftResource, string>> = {
  exchange: '00000002-0000-0ff1-ce00-000000000000',
  graph: '00000003-0000-0000-c000-000000000000',
};

const worldwide: Cloud = {
  name: 'worldwide',
  authority: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  // Not outlook.office365.com: personal accounts refuse that prefix at /authorize, work accounts take either.
  scopePrefix: { exchange: 'https://outlook.office.com', graph: 'https://graph.microsoft.com' },
  aliases: {
    exchange: ['https://outlook.office365.com', 'https://ps.outlook.com', resourceAppId.exchange],
    graph: [resourceAppId.graph],
  },
  appOnlyExchange: 'https://outlook.office365.com',
  hasPersonalAccounts: true,
  servers: {
    imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
    pop: { host: 'outlook.office365.com', port: 995, security: 'tls' },
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
  },
};

const gccHigh: Cloud = {
  name: 'gcc-high',
  authority: 'https://login.microsoftonline.us',
  graph: 'https://graph.microsoft.us',
  scopePrefix: { exchange: 'https://outlook.office365.us', graph: 'https://graph.microsoft.us' },
  aliases: {
    exchange: [resourceAppId.exchange],
    graph: [resourceAppId.graph],
  },
  appOnlyExchange: 'https://outlook.office365.us',
  hasPersonalAccounts: false,
  servers: {
    imap: { host: 'outlook.office365.us', port: 993, security: 'tls' },
    pop: { host: 'outlook.office365.us', port: 995, security: 'tls' },
    // [?] smtp.office365.us according to other clients; the endpoint list of 2023 also gives outlook.office365.us.
    smtp: { host: 'smtp.office365.us', port: 587, security: 'starttls' },
  },
};

const dod: Cloud = {
  name: 'dod',
  authority: 'https://login.microsoftonline.us',
  graph: 'https://dod-graph.microsoft.us',
  // [?] The DoD scope prefix is known from third-party code alone; a custom cloud can override it.
  scopePrefix: { exchange: 'https://outlook.office365.us', graph: 'https://dod-graph.microsoft.us' },
  aliases: {
    exchange: ['https://outlook-dod.office365.us', resourceAppId.exchange],
    graph: [resourceAppId.graph],
  },
  appOnlyExchange: 'https://outlook.office365.us',
  hasPersonalAccounts: false,
  servers: {
    imap: { host: 'outlook-dod.office365.us', port: 993, security: 'tls' },
    pop: { host: 'outlook-dod.office365.us', port: 995, security: 'tls' },
    smtp: { host: 'outlook-dod.office365.us', port: 587, security: 'starttls' },
  },
};

const china: Cloud = {
  name: '21vianet',
  authority: 'https://login.partner.microsoftonline.cn',
  graph: 'https://microsoftgraph.chinacloudapi.cn',
  // [?] Prefix and SMTP host are guesses that several clients share; a custom cloud can override them.
  scopePrefix: { exchange: 'https://partner.outlook.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
  aliases: { exchange: [resourceAppId.exchange], graph: [resourceAppId.graph] },
  appOnlyExchange: 'https://partner.outlook.cn',
  hasPersonalAccounts: false,
  servers: {
    imap: { host: 'partner.outlook.cn', port: 993, security: 'tls' },
    pop: { host: 'partner.outlook.cn', port: 995, security: 'tls' },
    smtp: { host: 'smtp.partner.outlook.cn', port: 587, security: 'starttls' },
  },
};

/** Microsoft's clouds by name. Personal accounts live in 'worldwide', tenant 'consumers'; so does GCC. */
export const clouds: ReadonlyMap<string, Cloud> = new Map(
  [worldwide, gccHigh, dod, china].map((cloud) => [cloud.name, cloud]),
);

/** What older libraries and files call the sign-in. */
const formerHosts: ReadonlyMap<string, string> = new Map([
  ['login.windows.net', 'worldwide'],
  ['login.live.com', 'worldwide'],
  ['login.chinacloudapi.cn', '21vianet'],
]);

/** The name of the cloud that signs in at `host`: of two that share one, the first of the table. Undefined for somebody else's. */
export function cloudAt(host: string): string | undefined {
  const known = [...clouds.values()].find(({ authority }) => new URL(authority).hostname === host);
  return known?.name ?? formerHosts.get(host);
}

/**
 * The cloud an app lives in.
 *
 * @throws `cloud-unknown`, `cloud-invalid`
 */
export function cloudOf(app: Pick<App, 'cloud'>): Cloud {
  return typeof app.cloud === 'string' ? named(app.cloud) : imitation(app.cloud);
}

/** The resource that an identifier (scope prefix, audience, application id) names in this cloud, if it is one of ours. */
export function resourceNamed(cloud: Cloud, identifier: string): MicrosoftResource | undefined {
  const plain = trimSlashes(identifier).toLowerCase();
  for (const resource of ['exchange', 'graph'] as const) {
    const names = [cloud.scopePrefix[resource], ...cloud.aliases[resource]];
    if (names.some((name) => trimSlashes(name).toLowerCase() === plain)) return resource;
  }
  return undefined;
}

/** Drops slashes at the end: v1 audiences carry one, and `https://x//.default` is how a resource ending in one is written. */
export function trimSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

function named(name: string): Cloud {
  const cloud = clouds.get(name.toLowerCase());
  if (!cloud) throw fail('cloud-unknown', { cloud: name, known: [...clouds.keys()].join(', ') });
  return cloud;
}

function imitation(custom: CustomCloud): Cloud {
  const like = named(custom.like ?? 'worldwide');
  const url = (field: string, value: string | undefined, otherwise: string): string =>
    value === undefined ? otherwise : httpsUrl(custom.name, field, value);
  const exchange = url('exchangeResource', custom.exchangeResource, like.scopePrefix.exchange);
  const graphUrl = url('graph', custom.graph, like.graph);
  return {
    name: custom.name,
    authority: url('authority', custom.authority, like.authority),
    graph: graphUrl,
    scopePrefix: {
      exchange,
      graph: url('graphResource', custom.graphResource, like.scopePrefix.graph),
    },
    aliases: like.aliases,
    appOnlyExchange: exchange === like.scopePrefix.exchange ? like.appOnlyExchange : exchange,
    hasPersonalAccounts: like.hasPersonalAccounts,
    servers: { ...like.servers, ...custom.servers },
  };
}

function httpsUrl(cloud: string, field: string, value: string): string {
  const problem = (what: string): Error =>
    fail('cloud-invalid', { cloud, problem: `${field} ("${value}") ${what}` });
  if (!URL.canParse(value)) throw problem('is not a URL');
  const url = new URL(value);
  // Codes, secrets and refresh tokens travel there: no exception, not even for loopback (RFC 6749 section 3.2).
  if (url.protocol !== 'https:') throw problem('must begin with https://');
  if (url.username || url.password || url.search || url.hash) {
    throw problem('must be a plain base URL without user, query or fragment');
  }
  return trimSlashes(value);
}
