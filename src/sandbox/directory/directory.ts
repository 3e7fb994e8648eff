// Tenants, people, app registrations and mailboxes, with the few verbs that a portal would offer. What a
// consent or a session is belongs to entra/; what is in a mailbox belongs to mailboxes/.

import { randomBytes, randomUUID } from 'node:crypto';
import { invariant } from '../../base/invariant.ts';
import {
  type AppRegistration,
  consumersTenantId,
  type Directory,
  type Guid,
  type MailboxSettings,
  noPolicies,
  plainTraits,
  type Tenant,
  type User,
  type UserTraits,
} from '../model.ts';
import { memoryShelf, type Shelf } from '../shelf.ts';

export type NewTenant = Partial<Tenant> & Pick<Tenant, 'displayName' | 'domains'>;
export type NewUser = Partial<Omit<User, 'traits'>> &
  Pick<User, 'tenantId' | 'userPrincipalName' | 'password'> & { traits?: Partial<UserTraits> };
export type NewApp = Partial<AppRegistration> & Pick<AppRegistration, 'displayName' | 'homeTenantId'>;
export type NewMailbox = Partial<MailboxSettings> & Pick<MailboxSettings, 'address'>;

export interface SandboxDirectory extends Directory {
  addTenant(tenant: NewTenant): Tenant;
  /** Adds the user and, unless `mailbox` is null, a mailbox under the sign-in name. */
  addUser(user: NewUser, mailbox?: Partial<MailboxSettings> | null): User;
  /** Invites somebody from elsewhere: `name_domain#EXT#@tenant`, without a password or a mailbox here. */
  addGuest(tenantId: Guid, home: User, options?: { accepted?: boolean }): User;
  /** With the mailbox that is hers, and what she is a guest as. */
  removeUser(id: string): void;
  addApp(app: NewApp): AppRegistration;
  addMailbox(mailbox: NewMailbox): MailboxSettings;
  setAliases(mailbox: MailboxSettings, aliases: readonly string[]): void;
  /** By GUID or verified domain, case-insensitive. */
  tenantByName(idOrDomain: string): Tenant | undefined;
  /** What somebody from elsewhere is called in a tenant. */
  guestIn(tenantId: Guid, homeUserId: string): User | undefined;
}

/** Every look-up is by a map: a directory of ten thousand people answers like one of ten. */
export function createDirectory(shelf: Shelf = memoryShelf): SandboxDirectory {
  const tenants = shelf.map<Tenant>('tenant');
  const users = shelf.map<User>('user');
  const apps = shelf.map<AppRegistration>('app');
  const mailboxes = shelf.map<MailboxSettings>('mailbox');
  // Indexes. Names and addresses in lower case; guests by "tenant home".
  const usersByName = new Map<string, User>();
  const mailboxesByAlias = new Map<string, MailboxSettings>();
  const mailboxesByOwner = new Map<string, MailboxSettings>();
  const guests = new Map<string, User>();

  const index = (mailbox: MailboxSettings): void => {
    for (const alias of mailbox.aliases) mailboxesByAlias.set(alias.toLowerCase(), mailbox);
    if (mailbox.ownerId !== undefined) mailboxesByOwner.set(mailbox.ownerId, mailbox);
  };
  // What the shelf has kept from another time.
  for (const user of users.values()) {
    usersByName.set(user.userPrincipalName.toLowerCase(), user);
    const { guestOf } = user.traits;
    if (guestOf) guests.set(`${user.tenantId} ${guestOf.userId}`, user);
  }
  for (const mailbox of mailboxes.values()) index(mailbox);

  const unlist = (mailbox: MailboxSettings): void => {
    for (const alias of mailbox.aliases) {
      if (mailboxesByAlias.get(alias.toLowerCase()) === mailbox) mailboxesByAlias.delete(alias.toLowerCase());
    }
  };
  const directory: SandboxDirectory = {
    tenants,
    users,
    apps,
    mailboxes,
    userByName(name) {
      const byName = usersByName.get(name.toLowerCase());
      const owner = byName ? undefined : directory.mailboxByAddress(name)?.ownerId;
      return byName ?? (owner === undefined ? undefined : users.get(owner));
    },
    mailboxByAddress: (address) =>
      mailboxes.get(address.toLowerCase()) ?? mailboxesByAlias.get(address.toLowerCase()),
    mailboxOfUser: (userId) => mailboxesByOwner.get(userId),
    tenantByName(idOrDomain) {
      const name = idOrDomain.toLowerCase();
      // Tenants are few, and their domains may be changed in place.
      return tenants.get(name) ?? [...tenants.values()].find((one) => one.domains.some(named(name)));
    },
    guestIn: (tenantId, homeUserId) => guests.get(`${tenantId} ${homeUserId}`),
    addTenant(given) {
      const tenant: Tenant = {
        id: randomUUID(),
        policies: noPolicies(),
        mail: { smtpAuthDisabled: false, securityDefaults: false },
        exchangeServicePrincipals: [],
        ...given,
      };
      return put(tenants, tenant.id, tenant);
    },
    addUser(given, mailbox = {}) {
      invariant(tenants.has(given.tenantId), 'a user is added to a tenant that exists');
      const givenName = given.givenName ?? capitalised(given.userPrincipalName.split('@')[0] ?? '');
      const made: User = {
        id: given.tenantId === consumersTenantId ? randomBytes(8).toString('hex') : randomUUID(),
        displayName: `${givenName} Example`,
        givenName,
        surname: 'Example',
        disabled: false,
        passwordExpired: false,
        tokensValidFromMs: 0,
        admin: false,
        ...given,
        traits: { ...plainTraits(), ...given.traits },
      };
      const user = put(users, made.id, made);
      usersByName.set(user.userPrincipalName.toLowerCase(), user);
      if (mailbox) {
        directory.addMailbox({ address: user.userPrincipalName, ownerId: user.id, ...mailbox });
      }
      return user;
    },
    addGuest(tenantId, home, { accepted = true } = {}) {
      const tenant = tenants.get(tenantId);
      invariant(tenant && tenantId !== home.tenantId, 'a guest is invited to another tenant that exists');
      const name = home.userPrincipalName.replace('@', '_');
      const { displayName, givenName, surname } = home;
      const guest = directory.addUser(
        {
          tenantId,
          userPrincipalName: `${name}#EXT#@${tenant.domains[0] ?? tenant.id}`,
          password: '',
          ...{ displayName, givenName, surname },
          traits: { guestOf: { userId: home.id, accepted } },
        },
        null,
      );
      guests.set(`${tenantId} ${home.id}`, guest);
      return guest;
    },
    removeUser(id) {
      const user = users.get(id);
      if (!user) return;
      const mailbox = mailboxesByOwner.get(id);
      if (mailbox) {
        unlist(mailbox);
        mailboxes.delete(mailbox.address.toLowerCase());
        mailboxesByOwner.delete(id);
      }
      usersByName.delete(user.userPrincipalName.toLowerCase());
      users.delete(id);
      if (user.traits.guestOf) guests.delete(`${user.tenantId} ${user.traits.guestOf.userId}`);
      for (const tenantId of tenants.keys()) {
        const guest = guests.get(`${tenantId} ${id}`);
        if (guest) directory.removeUser(guest.id);
      }
    },
    addApp(given) {
      const app: AppRegistration = {
        appId: randomUUID(),
        servicePrincipalId: randomUUID(),
        signInAudience: 'AzureADandPersonalMicrosoftAccount',
        redirectUris: [],
        allowPublicClient: false,
        idTokensFromAuthorize: false,
        secrets: [],
        certificates: [],
        requiredAccess: [],
        appRoles: [],
        disabled: false,
        logoutUrl: undefined,
        enterprise: [],
        ...given,
      };
      return put(apps, app.appId, app);
    },
    addMailbox(given) {
      const made: MailboxSettings = {
        id: randomUUID(),
        aliases: [],
        ownerId: undefined,
        imapEnabled: true,
        popEnabled: true,
        smtpAuthDisabled: undefined,
        fullAccess: [],
        sendAs: [],
        ...given,
      };
      const mailbox = put(mailboxes, made.address.toLowerCase(), made);
      index(mailbox);
      return mailbox;
    },
    setAliases(mailbox, aliases) {
      unlist(mailbox);
      // The directory is the one that may: everybody else sees the list as read-only.
      (mailbox as { aliases: readonly string[] }).aliases = [...aliases];
      for (const alias of aliases) mailboxesByAlias.set(alias.toLowerCase(), mailbox);
    },
  };
  return directory;
}

/** As the map shows it from now on: that is what may be changed. */
function put<T>(map: Map<string, T>, key: string, value: T): T {
  return map.set(key, value).get(key) ?? value;
}

function named(name: string): (domain: string) => boolean {
  return (domain) => domain.toLowerCase() === name;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
