// The portal's side of Entra, by call instead of by click: policies, revocation, consent, and tokens without a sign-in
// for tests of what comes after one.

import { randomUUID } from 'node:crypto';
import { invariant } from '../../base/invariant.ts';
import { resourceByAppId, resourceByIdentifier } from '../directory/resources.ts';
import type { AppRegistration, Guid, Tenant, TenantPolicies, User } from '../model.ts';
import type { ConsentRecord } from './consents.ts';
import { mintToken, type RefreshGrant } from './grants.ts';
import { homeOf } from './policy.ts';
import { consentResources, firstScopeReading, parseScopes, tokenResource } from './scope.ts';
import { readSegment } from './segment.ts';
import type { Switches } from './switches.ts';
import { accessToken } from './tokens/access-token.ts';
import type { IssuedToken } from './tokens/issued.ts';
import type { World } from './world.ts';

export interface EntraControl {
  /** Behaviours that the sources contradict each other about; change them at any time. */
  readonly switches: Switches;
  setPolicies(tenant: string, policies: Partial<TenantPolicies>): void;
  /** Ends browser sessions and refuses every refresh token issued so far: AADSTS50173. */
  revokeSessions(user: string): void;
  /** The user's own change: public clients' refresh tokens die, confidential clients' live on. */
  changePassword(user: string, password: string): void;
  /** An administrator's reset: everything dies. */
  resetPassword(user: string, password: string): void;
  setDisabled(user: string, disabled: boolean): void;
  expirePassword(user: string): void;
  consent: {
    /** As if the user had accepted `scopes` on the page. */
    grant(user: string, app: Guid, scopes: Scopes): void;
    /** As if an administrator had, for everybody. */
    grantForTenant(tenant: string, app: Guid, scopes: Scopes): void;
    /** `resource`: an identifier such as https://outlook.office.com; all of them when left out. */
    withdraw(user: string, app: Guid, resource?: string): void;
    /** Short names, by resource app id. */
    of(user: string, app: Guid, resource: string): string[];
    all(): ConsentRecord[];
  };
  /** New keys sign from now on; the old ones stay published for `keepMs`, by default a day. */
  rotateKeys(keepMs?: number): Promise<void>;
  /** Access tokens by their claims, latest last; the tokens themselves are not kept. */
  issued(): readonly IssuedToken[];
  /** What the refresh tokens stand for that have not run out of memory. */
  refreshGrants(): RefreshGrant[];
  /** Tokens without a sign-in; the user's consent is given on the way. `scopes` are of one resource. */
  mint(options: MintOptions): { accessToken: string; refreshToken: string };
  /** An app-only token with the roles that the tenant has granted. */
  mintAppOnly(options: { app: Guid; tenant: string; resource: string; lifetimeSeconds?: number }): string;
}

/** A list, or the text that a request would have (RFC 6749 section 3.3). */
export type Scopes = string | readonly string[];

export interface MintOptions {
  user: string;
  app: Guid;
  scopes: Scopes;
  /** Default: the switch; negative for one that has expired. */
  lifetimeSeconds?: number;
}

export function createControl(world: World): EntraControl {
  const { directory, clock } = world;
  const userOf = (name: string): User => {
    const user = directory.users.get(name) ?? directory.userByName(name);
    invariant(user, `the sandbox has a user ${name}`);
    return user;
  };
  const tenantOf = (name: string): Tenant => {
    const tenant = directory.tenantByName(name);
    invariant(tenant, `the sandbox has a tenant ${name}`);
    return tenant;
  };
  const appOf = (id: Guid): AppRegistration => {
    const app = directory.apps.get(id);
    invariant(app, `the sandbox has an app ${id}`);
    return app;
  };
  const resourceIdOf = (name: string): Guid => {
    const resource = resourceByIdentifier(name) ?? resourceByAppId(name);
    invariant(resource, `the sandbox has a resource ${name}`);
    return resource.appId;
  };
  const revoke = (
    user: User,
    why: 'revoked' | 'password',
    which: (confidential: boolean) => boolean = () => true,
  ): void => {
    user.tokensValidFromMs = which(true) ? clock.now() : user.tokensValidFromMs;
    for (const grant of world.grants.refreshTokens.values()) {
      if (grant.userId === user.id && which(grant.confidential)) grant.revoked = true;
    }
    for (const grant of world.grants.codes.values()) {
      if (grant.userId === user.id) grant.revoked = true;
    }
    world.revocations.end(user.id);
    world.sessions.forget(homeOf(world, user)?.id ?? user.id, why);
  };
  const agreed = (scopes: Scopes, app: AppRegistration): Array<{ id: Guid; names: readonly string[] }> => {
    const list = parseScopes(spaced(scopes));
    const first = firstScopeReading(list);
    const wanted = consentResources(list, { appName: app.displayName, tenant: '' });
    return [
      ...wanted.map(({ resource, names }) => ({ id: resource.appId, names })),
      ...(first ? [{ id: first.resource.appId, names: first.names }] : []),
      ...(list.oidc.size > 0
        ? [{ id: resourceIdOf('https://graph.microsoft.com'), names: [...list.oidc] }]
        : []),
    ];
  };

  const control: EntraControl = {
    switches: world.switches,
    setPolicies(tenant, policies) {
      Object.assign(tenantOf(tenant).policies, policies);
    },
    revokeSessions: (user) => revoke(userOf(user), 'revoked'),
    changePassword(name, password) {
      const user = userOf(name);
      user.password = password;
      user.passwordExpired = false;
      revoke(user, 'password', (confidential) => !confidential);
    },
    resetPassword(name, password) {
      const user = userOf(name);
      user.password = password;
      user.passwordExpired = false;
      revoke(user, 'password');
    },
    setDisabled(user, disabled) {
      userOf(user).disabled = disabled;
    },
    expirePassword(user) {
      userOf(user).passwordExpired = true;
    },
    consent: {
      grant(user, appId, scopes) {
        for (const { id, names } of agreed(scopes, appOf(appId))) {
          world.consents.grant(userOf(user).id, appId, id, names);
        }
      },
      grantForTenant(tenant, appId, scopes) {
        for (const { id, names } of agreed(scopes, appOf(appId))) {
          world.consents.grantForTenant(tenantOf(tenant).id, appId, id, names);
        }
      },
      withdraw(user, appId, resource) {
        world.consents.withdraw(
          userOf(user).id,
          appId,
          resource === undefined ? undefined : resourceIdOf(resource),
        );
      },
      of: (user, appId, resource) => world.consents.of(userOf(user), appId, resourceIdOf(resource)),
      all: () => world.consents.all(),
    },
    rotateKeys: (keepMs = 86_400_000) => world.keys.rotate(keepMs),
    issued: () => world.issued.entries,
    refreshGrants: () => [...world.grants.refreshTokens.values()],
    mint({ user: name, app: appId, scopes, lifetimeSeconds }) {
      const user = userOf(name);
      const app = appOf(appId);
      control.consent.grant(name, appId, scopes);
      const wanted = tokenResource(parseScopes(spaced(scopes)), { tenant: user.tenantId });
      const nowMs = clock.now();
      const sessionId = randomUUID();
      const subject = {
        app,
        tenantId: user.tenantId,
        user,
        clientProof: 0,
        amr: ['pwd'],
        sessionId,
      } as const;
      const refreshToken = mintToken('refresh', user.id.length === 16);
      world.grants.refreshTokens.put(refreshToken, {
        userId: user.id,
        appId,
        segment: readSegment(directory, user.tenantId),
        scope: spaced(scopes),
        platform: app.redirectUris[0]?.platform ?? 'publicClient',
        confidential: false,
        amr: subject.amr,
        authTimeMs: nowMs,
        mfaAtMs: undefined,
        cae: false,
        sessionId,
        issuedAtMs: nowMs,
        usedAtMs: nowMs,
        endsAtMs: undefined,
        revoked: false,
      });
      return {
        refreshToken,
        accessToken: accessToken(world, subject, {
          resource: wanted.resource,
          identifier: wanted.identifier,
          permissions: world.consents.of(user, appId, wanted.resource.appId),
          lifetimeSeconds: lifetimeSeconds ?? world.switches.tokenLifetimeSeconds,
        }),
      };
    },
    mintAppOnly({ app: appId, tenant: tenantName, resource: identifier, lifetimeSeconds }) {
      const app = appOf(appId);
      const tenant = tenantOf(tenantName);
      const resource = resourceByIdentifier(identifier);
      invariant(resource, `the sandbox has a resource ${identifier}`);
      const roles = app.appRoles
        .filter((grant) => grant.tenantId === tenant.id && grant.resourceAppId === resource.appId)
        .flatMap((grant) => grant.roles);
      const subject = {
        app,
        tenantId: tenant.id,
        user: undefined,
        clientProof: 1,
        amr: [],
        sessionId: '',
      } as const;
      return accessToken(world, subject, {
        resource,
        identifier,
        permissions: roles,
        lifetimeSeconds: lifetimeSeconds ?? world.switches.tokenLifetimeSeconds,
      });
    },
  };
  return control;
}

function spaced(scopes: Scopes): string {
  return typeof scopes === 'string' ? scopes : scopes.join(' ');
}
