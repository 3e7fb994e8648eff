// The host names that programs have built in, cloud by cloud (facts that Microsoft publishes in its endpoint lists, and
// MSAL's aliases), and what a service calls itself when it is reached by one of them. Reached by any other name, a
// service calls itself what it was called.

interface CloudNames {
  /** The first is what issuers and endpoints speak of; the others are aliases. */
  readonly login: readonly [string, ...string[]];
  readonly graph: readonly [string, ...string[]];
  readonly mail: readonly string[];
  /** Where a person types in a device's code: for work accounts, and where there are any for personal ones. */
  readonly device: { readonly work: string; readonly personal?: string };
}

const clouds: readonly CloudNames[] = [
  {
    login: [
      'login.microsoftonline.com',
      'login.microsoft.com',
      'login.windows.net',
      'sts.windows.net',
      'device.login.microsoftonline.com',
    ],
    graph: ['graph.microsoft.com'],
    mail: [
      ...['outlook.office365.com', 'outlook.office.com', 'smtp.office365.com', 'smtp-mail.outlook.com'],
      ...['imap-mail.outlook.com', 'pop-mail.outlook.com', 'smtp-hve.office365.com'],
      ...['imap-legacy.office365.com', 'pop-legacy.office365.com', 'smtp-legacy.office365.com'],
    ],
    device: { work: 'microsoft.com/devicelogin', personal: 'www.microsoft.com/link' },
  },
  {
    login: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    graph: ['graph.microsoft.us', 'dod-graph.microsoft.us'],
    mail: ['outlook.office365.us', 'smtp.office365.us', 'outlook-dod.office365.us'],
    device: { work: 'microsoft.com/deviceloginus' },
  },
  {
    login: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    graph: ['microsoftgraph.chinacloudapi.cn'],
    mail: ['partner.outlook.cn', 'smtp.partner.outlook.cn'],
    device: { work: 'microsoft.com/deviceloginchina' },
  },
  {
    login: ['login-us.microsoftonline.com'],
    graph: ['graph.microsoft.com'],
    mail: [],
    device: { work: 'microsoft.com/devicelogin' },
  },
  {
    login: ['login.microsoftonline.de'],
    graph: ['graph.microsoft.de'],
    mail: [],
    device: { work: 'microsoft.com/devicelogin' },
  },
];

const devicePages = clouds.flatMap(({ device }) => [device.work, device.personal ?? device.work]);
const deviceHosts = new Set(devicePages.map((page) => page.slice(0, page.indexOf('/'))));

/** Every name, once. */
export const microsoftNames: readonly string[] = [
  ...new Set([...clouds.flatMap(({ login, graph, mail }) => [...login, ...graph, ...mail]), ...deviceHosts]),
];

/** Names of whole web sites: whoever points them here cannot read those for a while. */
export const deviceHostNames: ReadonlySet<string> = deviceHosts;

/** Which service answers by HTTPS under a name. The mail servers' names lead to Graph's upload sessions. */
export function faceOfName(hostname: string): 'entra' | 'graph' | undefined {
  const name = hostname.toLowerCase();
  if (deviceHosts.has(name) || clouds.some(({ login }) => login.includes(name))) return 'entra';
  return clouds.some(({ graph, mail }) => graph.includes(name) || mail.includes(name)) ? 'graph' : undefined;
}

/** What Entra calls itself: an alias and a device page speak of the name that their cloud goes by. */
export function entraOrigin(origin: string): string {
  const url = new URL(origin);
  if (deviceHosts.has(url.hostname)) return withName(url, clouds[0]?.login[0] ?? url.hostname);
  const cloud = clouds.find(({ login }) => login.includes(url.hostname));
  return cloud ? withName(url, cloud.login[0]) : origin;
}

/** Graph of the same cloud; undefined for an Entra that was reached by a name of its own. */
export function graphOrigin(origin: string): string | undefined {
  const url = new URL(origin);
  const cloud = clouds.find(({ login }) => login.includes(url.hostname));
  return cloud && withName(url, cloud.graph[0]);
}

/** Where to type in a device's code. */
export function devicePage(origin: string, options: { personal: boolean }): string {
  const url = new URL(origin);
  const cloud = clouds.find(({ login }) => login.includes(url.hostname));
  if (!cloud) return `${origin}${options.personal ? '/link' : '/devicelogin'}`;
  const { work, personal = work } = cloud.device;
  const page = options.personal ? personal : work;
  const slash = page.indexOf('/');
  return withName(url, page.slice(0, slash)) + page.slice(slash);
}

/** Paths that a device page may have. */
export const devicePaths: readonly string[] = [
  ...new Set(['/devicelogin', '/link', '/common/oauth2/deviceauth', ...devicePages.map(pathOf)]),
];

function pathOf(page: string): string {
  return page.slice(page.indexOf('/'));
}

function withName(url: URL, hostname: string): string {
  const renamed = new URL(url);
  renamed.hostname = hostname;
  return renamed.origin;
}
