// Who a mailbox belongs to (Graph documentation, "Get user"; permission User.Read for oneself, User.ReadBasic.All for
// others). What a permission is missing for is left out, never a failure of the rest.

import { isMailgrantError } from '../../errors/error.ts';
import { mailboxSettingsShape, profileShape, shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest, mailboxPath } from './request.ts';

export interface GraphProfile {
  readonly id: string;
  readonly displayName: string | undefined;
  /** The mailbox's primary address. Personal accounts were seen without one: then the sign-in name has to do. */
  readonly mail: string | undefined;
  readonly userPrincipalName: string | undefined;
  /** Every address that mail to it may bear, the primary one first; empty where Graph does not tell. */
  readonly addresses: readonly string[];
  readonly preferredLanguage: string | undefined;
}

interface Asked {
  readonly signal?: AbortSignal | undefined;
}

const everybody = 'id,displayName,mail,userPrincipalName,preferredLanguage';

export async function readProfile(door: GraphDoor, options: Asked = {}): Promise<GraphProfile> {
  const doing = 'reading the profile';
  const ask = async ($select: string): Promise<GraphProfile> => {
    const query = { $select };
    const path = mailboxPath(door);
    const answer = await graphRequest(door, { method: 'GET', path, query, doing, ...options });
    return profileOf(shaped(profileShape, answer, { door, doing }));
  };
  try {
    return await ask(`${everybody},proxyAddresses`);
  } catch (error) {
    // Personal accounts have no proxyAddresses, and not everybody may see those of others.
    if (!isMailgrantError(error) || !refused.has(error.code)) throw error;
    return ask(everybody);
  }
}

/** As Windows names it ("Pacific Standard Time"), or by IANA; undefined without MailboxSettings.Read. */
export async function readTimeZone(door: GraphDoor, options: Asked = {}): Promise<string | undefined> {
  const doing = 'reading the mailbox settings';
  const path = `${mailboxPath(door)}/mailboxSettings`;
  try {
    const query = { $select: 'timeZone' };
    const answer = await graphRequest(door, { method: 'GET', path, query, doing, ...options });
    return shaped(mailboxSettingsShape, answer, { door, doing }).timeZone ?? undefined;
  } catch (error) {
    if (!isMailgrantError(error) || !refused.has(error.code)) throw error;
    door.log?.debug('graph.settings-not-told', { account: door.account, code: error.code });
    return undefined;
  }
}

const refused: ReadonlySet<string> = new Set([
  'graph-access-denied',
  'graph-refused',
  'graph-not-found',
  'graph-mailbox-missing',
]);

function profileOf(read: {
  id: string;
  displayName?: string | null | undefined;
  mail?: string | null | undefined;
  userPrincipalName?: string | null | undefined;
  proxyAddresses?: readonly string[] | null | undefined;
  preferredLanguage?: string | null | undefined;
}): GraphProfile {
  const { id, displayName, mail, userPrincipalName, proxyAddresses, preferredLanguage } = read;
  // "SMTP:" in capitals is the primary one, "smtp:" another, and other kinds (SIP, X500) take no mail.
  const smtp = (proxyAddresses ?? []).filter((address) => /^smtp:/i.test(address)).sort();
  return {
    id,
    displayName: displayName ?? undefined,
    mail: mail ?? undefined,
    userPrincipalName: userPrincipalName ?? undefined,
    addresses: smtp.map((address) => address.slice('smtp:'.length)),
    preferredLanguage: preferredLanguage ?? undefined,
  };
}
