// What a mail server's name and port tell: whether programs are served there, and whose mailboxes.

import { clouds } from '../identity/microsoft/clouds.ts';

type MailProtocol = 'imap' | 'pop' | 'smtp';

export const protocolAt: Readonly<Record<number, MailProtocol>> = {
  143: 'imap',
  993: 'imap',
  110: 'pop',
  995: 'pop',
  25: 'smtp',
  465: 'smtp',
  587: 'smtp',
  2525: 'smtp',
};

/** Exchange Online's and Outlook.com's; Exchange has no TLS from the first byte for SMTP. */
const ports: Readonly<Record<MailProtocol, readonly number[]>> = {
  imap: [143, 993],
  pop: [110, 995],
  smtp: [25, 587],
};

/** Those of personal accounts, by names that others are seldom shown. */
const ofOutlookCom: readonly (readonly [MailProtocol, string])[] = [
  ['imap', 'imap-mail.outlook.com'],
  ['pop', 'pop-mail.outlook.com'],
  ['smtp', 'smtp-mail.outlook.com'],
];
/** Names for the same servers that the table of clouds does not lead. */
const besides: readonly (readonly [MailProtocol, string])[] = [
  ['imap', 'outlook.office.com'],
  ['pop', 'outlook.office.com'],
  // [?] The endpoint list of 2023 has it beside smtp.office365.us.
  ['smtp', 'outlook.office365.us'],
];

const ofClouds = [...clouds.values()].flatMap(({ servers }) =>
  (['imap', 'pop', 'smtp'] as const).map((protocol) => [protocol, servers[protocol].host] as const),
);
const served = portsByHost([...ofClouds, ...ofOutlookCom, ...besides]);

/** Guessed by many, and nobody's. */
const guessed = /^(?:imap|pop3?|smtp)\.(?:outlook|hotmail|live|office365?)\.(?:com|[a-z]{2}|co\.[a-z]{2})$/;
/** Under these names Microsoft and Google run other servers, too. */
const theirs = /(?:^|\.)(?:outlook|hotmail|live|office365?|google|gmail|googlemail)\.com$/;
/** Of those the ones that take mail without a sign-in, and Google's for programs. */
const others =
  /(?:^|\.)protection\.outlook\.com$|^smtp-(?:legacy|hve)\.office365\.com$|^(?:imap|pop|smtp|smtp-relay)\.(?:gmail|googlemail)\.com$|(?:^|\.)l\.google\.com$/;

/**
 * Whether Microsoft or Google serves mail programs there (Microsoft 365 endpoint lists; POP, IMAP and SMTP settings of Outlook.com and Gmail).
 *
 * @param port - 0 where none was named
 * @returns '' where nobody can say
 */
export function hostFits(host: string, port: number): 'yes' | 'no' | '' {
  const known = served.get(host);
  if (known) return port === 0 ? '' : known.includes(port) ? 'yes' : 'no';
  if (guessed.test(host)) return 'no';
  return protocolAt[port] && theirs.test(host) && !others.test(host) ? 'no' : '';
}

export function isOutlookComs(host: string): boolean {
  return ofOutlookCom.some(([, name]) => name === host);
}

/** Another provider's program may fetch from it. */
export function isMicrosofts(host: string): boolean {
  return served.has(host) || /(?:^|[.-])(?:outlook|office365|office)\.com$/.test(host);
}

/** A host may serve several protocols. */
function portsByHost(
  places: readonly (readonly [MailProtocol, string])[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const [protocol, host] of places) found.set(host, [...(found.get(host) ?? []), ...ports[protocol]]);
  return found;
}
