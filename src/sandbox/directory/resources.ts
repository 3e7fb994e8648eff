// The two APIs of this world, as Entra knows them: the identifiers they answer to and the permissions they publish.
// GUIDs and names after the vendor's permissions reference; what no source gives has no id here.

import type { Guid } from '../model.ts';

export const graphAppId: Guid = '00000003-0000-0000-c000-000000000000';
export const exchangeAppId: Guid = '00000002-0000-0ff1-ce00-000000000000';

export interface Permission {
  readonly name: string;
  /** What the consent page says to the user. */
  readonly title: string;
  /** Needs an administrator where the tenant gates mail (the default since autumn 2025). */
  readonly mail: boolean;
  /** Exists for personal accounts. */
  readonly consumers: boolean;
}

export interface Resource {
  readonly appId: Guid;
  readonly displayName: string;
  /** What may stand before the last slash of a scope; the first is the one to use. Without trailing slash. */
  readonly identifiers: readonly string[];
  /** The identifiers that personal accounts may use. */
  readonly consumerIdentifiers: readonly string[];
  readonly delegated: ReadonlyMap<string, Permission>;
  readonly roles: readonly string[];
}

export const graph: Resource = {
  appId: graphAppId,
  displayName: 'Microsoft Graph',
  identifiers: ['https://graph.microsoft.com', graphAppId],
  consumerIdentifiers: ['https://graph.microsoft.com', graphAppId],
  delegated: published([
    ['openid', 'Sign you in', false, true],
    ['profile', 'View your basic profile', false, true],
    ['email', 'View your email address', false, true],
    ['offline_access', 'Maintain access to data you have given it access to', false, true],
    ['User.Read', 'Sign you in and read your profile', false, true],
    // Graph publishes the mail protocols' permissions although it serves none of them: they are there to be ticked.
    ['IMAP.AccessAsUser.All', 'Read and write access to your mail via IMAP', true, true],
    ['POP.AccessAsUser.All', 'Read and write access to your mail via POP', true, true],
    ['SMTP.Send', 'Access to sending emails from your mailbox via SMTP AUTH', true, true],
    ['Mail.ReadBasic', 'Read your basic mail', true, true],
    ['Mail.Read', 'Read your mail', true, true],
    ['Mail.ReadWrite', 'Read and write access to your mail', true, true],
    ['Mail.Send', 'Send mail as you', true, true],
    ['Mail.Read.Shared', 'Read mail you can access', true, false],
    ['Mail.ReadWrite.Shared', 'Read and write mail you can access', true, false],
    ['Mail.Send.Shared', 'Send mail on behalf of others or yourself', true, false],
    ['MailboxSettings.Read', 'Read your mailbox settings', true, true],
    ['MailboxSettings.ReadWrite', 'Read and write to your mailbox settings', true, true],
    ['Contacts.Read', 'Read your contacts', false, true],
    ['Contacts.ReadWrite', 'Read and write to your contacts', false, true],
    ['Calendars.Read', 'Read your calendars', false, true],
    ['Calendars.ReadWrite', 'Have full access to your calendars', false, true],
  ]),
  roles: ['Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite', 'Mail.Send', 'User.Read.All'],
};

export const exchange: Resource = {
  appId: exchangeAppId,
  displayName: 'Office 365 Exchange Online',
  identifiers: [
    'https://outlook.office.com',
    'https://outlook.office365.com',
    'https://ps.outlook.com',
    exchangeAppId,
  ],
  consumerIdentifiers: ['https://outlook.office.com'],
  delegated: published([
    ['IMAP.AccessAsUser.All', 'Read and write access to your mail via IMAP', true, true],
    ['POP.AccessAsUser.All', 'Read and write access to your mail via POP', true, true],
    ['SMTP.Send', 'Access to sending emails from your mailbox via SMTP AUTH', true, true],
    ['EWS.AccessAsUser.All', 'Access mailboxes as you via Exchange Web Services', true, false],
    ['User.Read', 'Sign you in and read your profile', false, true],
    ['Mail.Read', 'Read your mail', true, true],
    ['Mail.ReadWrite', 'Read and write access to your mail', true, true],
    ['Mail.Send', 'Send mail as you', true, true],
  ]),
  roles: [
    'IMAP.AccessAsApp',
    'POP.AccessAsApp',
    'SMTP.SendAsApp',
    'full_access_as_app',
    'Exchange.ManageAsApp',
    'Mail.Read',
    'Mail.ReadWrite',
    'Mail.Send',
  ],
};

export const resources: readonly Resource[] = [graph, exchange];

/** `identifier` as written before the last slash of a scope; case and one trailing slash do not matter. */
export function resourceByIdentifier(identifier: string): Resource | undefined {
  const wanted = identifier.replace(/\/$/, '').toLowerCase();
  return resources.find((resource) => resource.identifiers.includes(wanted));
}

export function resourceByAppId(appId: Guid): Resource | undefined {
  return resources.find((resource) => resource.appId === appId);
}

function published(
  rows: ReadonlyArray<readonly [name: string, title: string, mail: boolean, consumers: boolean]>,
): ReadonlyMap<string, Permission> {
  // Names are compared without regard to case and given back in the publisher's spelling.
  return new Map(
    rows.map(([name, title, mail, consumers]) => [name.toLowerCase(), { name, title, mail, consumers }]),
  );
}
