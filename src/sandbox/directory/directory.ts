// Tenants, people, app registrations and mailboxes in memory, with the few verbs that a portal would offer. What a
// consent or a session is belongs to entra/; what is in a mailbox belongs to mailboxes/.

import { randomBytes, randomUUID } from 'node:crypto';
import { invariant } from '../../base/invariant.ts';
import {
  type AppRegistration,
  consumersTenantId,
  type Directory,
  type Guid,
  type MailboxSettings,
  type Tenant,
  type User,
} from '../model.ts';

export type NewTenant = Partial<Tenant> & Pick<Tenant, 'displayName' | 'domains'>;
export type NewUser = Partial<User> & Pick<User, 'tenantId' | 'userPrincipalName' | 'password'>;
export type NewApp = Partial<AppRegistration> & Pick<AppRegistration, 'displayName' | 'homeTenantId'>;
export type NewMailbox = Partial<MailboxSettings> & Pick<MailboxSettings, 'address'>;

export interface SandboxDirectory extends Directory {
  addTenant(tenant: NewTenant): Tenant;
  /** Adds the user and, unless `mailbox` is null, a mailbox under the sign-in name. */
  addUser(user: NewUser, mailbox?: Partial<MailboxSettings> | null): User;
  /** With the mailbox that is hers. */
  removeUser(id: string): void;
  addApp(app: NewApp): AppRegistration;
  addMailbox(mailbox: NewMailbox): MailboxSettings;
  /** By GUID or verified domain, case-insensitive. */
  tenantByName(idOrDomain: string): Tenant | undefined;
}

export function createDirectory(): SandboxDirectory {
  const tenants = new Map<Guid, Tenant>();
  const users = new Map<string, User>();
  const apps = new Map<Guid, AppRegistration>();
  const mailboxes = new Map<string, MailboxSettings>();
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  const directory: SandboxDirectory = {
    tenants,
    users,
    apps,
    mailboxes,
    userByName(name) {
      const byUpn = [...users.values()].find((user) => same(user.userPrincipalName, name));
      const owner = directory.mailboxByAddress(name)?.ownerId;
      return byUpn ?? (owner === undefined ? undefined : users.get(owner));
    },
    mailboxByAddress(address) {
      return [...mailboxes.values()].find(
        (mailbox) => same(mailbox.address, address) || mailbox.aliases.some((alias) => same(alias, address)),
      );
    },
    mailboxOfUser(userId) {
      return [...mailboxes.values()].find((mailbox) => mailbox.ownerId === userId);
    },
    tenantByName(idOrDomain) {
      const exact = tenants.get(idOrDomain.toLowerCase());
      if (exact) return exact;
      return [...tenants.values()].find((tenant) => tenant.domains.some((d) => same(d, idOrDomain)));
    },
    addTenant(given) {
      const tenant: Tenant = {
        id: randomUUID(),
        policies: { adminConsentForMail: false, mfaForResources: [], blockedResources: [] },
        mail: { smtpAuthDisabled: false, securityDefaults: false },
        exchangeServicePrincipals: [],
        ...given,
      };
      tenants.set(tenant.id, tenant);
      return tenant;
    },
    addUser(given, mailbox = {}) {
      invariant(tenants.has(given.tenantId), 'a user is added to a tenant that exists');
      const givenName = given.givenName ?? capitalised(given.userPrincipalName.split('@')[0] ?? '');
      const user: User = {
        id: given.tenantId === consumersTenantId ? randomBytes(8).toString('hex') : randomUUID(),
        displayName: `${givenName} Example`,
        givenName,
        surname: 'Example',
        disabled: false,
        passwordExpired: false,
        tokensValidFromMs: 0,
        admin: false,
        ...given,
      };
      users.set(user.id, user);
      if (mailbox) {
        directory.addMailbox({ address: user.userPrincipalName, ownerId: user.id, ...mailbox });
      }
      return user;
    },
    removeUser(id) {
      const mailbox = directory.mailboxOfUser(id);
      if (mailbox) mailboxes.delete(mailbox.address.toLowerCase());
      users.delete(id);
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
        ...given,
      };
      apps.set(app.appId, app);
      return app;
    },
    addMailbox(given) {
      const mailbox: MailboxSettings = {
        aliases: [],
        ownerId: undefined,
        imapEnabled: true,
        popEnabled: true,
        smtpAuthDisabled: undefined,
        fullAccess: [],
        sendAs: [],
        ...given,
      };
      mailboxes.set(mailbox.address.toLowerCase(), mailbox);
      return mailbox;
    },
  };
  return directory;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
