// What may be had: consents, app registrations, and tokens without a sign-in.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import { redirectProblem } from '../../entra/redirect.ts';
import { action } from '../action.ts';
import { duration, flag, resourceName, text } from '../fields.ts';
import { findApp, findResource, findTenant, findUser } from '../find.ts';

export const access = {
  'set-tenant-mail': action({
    about:
      'Switch SMTP AUTH off for a tenant, its security defaults on, or let people send from their aliases',
    input: v.strictObject({
      tenant: text,
      smtpAuthDisabled: v.exactOptional(flag),
      securityDefaults: v.exactOptional(flag),
      sendFromAlias: v.exactOptional(flag),
    }),
    example: { tenant: 'contoso.example', smtpAuthDisabled: true },
    run(sandbox, { tenant: name, ...change }) {
      return Object.assign(findTenant(sandbox, name).mail, change);
    },
  }),

  'grant-consent': action({
    about: 'Agree to permissions for a person, or as an administrator for her whole tenant',
    input: v.strictObject({
      user: v.exactOptional(text),
      tenant: v.exactOptional(text),
      app: text,
      scopes: text,
    }),
    example: {
      user: 'anna@contoso.example',
      app: 'Contoso Desktop Mail',
      scopes: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
    run(sandbox, { user, tenant, app: name, scopes }) {
      const { appId } = findApp(sandbox, name);
      const { consent } = sandbox.entra;
      if (user !== undefined) consent.grant(findUser(sandbox, user).id, appId, scopes);
      if (tenant !== undefined) consent.grantForTenant(findTenant(sandbox, tenant).id, appId, scopes);
      return { app: appId, scopes };
    },
  }),

  'withdraw-consent': action({
    about: 'Take back what a person agreed to, for one resource or for all of them (AADSTS65001)',
    input: v.strictObject({ user: text, app: text, resource: v.exactOptional(resourceName) }),
    example: { user: 'anna@contoso.example', app: 'Contoso Desktop Mail', resource: 'exchange' },
    run(sandbox, { user, app, resource }) {
      const id = resource === undefined ? undefined : findResource(resource).appId;
      sandbox.entra.consent.withdraw(findUser(sandbox, user).id, findApp(sandbox, app).appId, id);
    },
  }),

  'add-app': action({
    about: 'Register an application',
    input: v.strictObject({
      name: text,
      tenant: text,
      clientId: v.exactOptional(v.pipe(v.string(), v.uuid('must be a GUID'))),
      public: v.optional(flag, true),
      audience: v.exactOptional(
        v.picklist([
          'AzureADMyOrg',
          'AzureADMultipleOrgs',
          'AzureADandPersonalMicrosoftAccount',
          'PersonalMicrosoftAccount',
        ]),
      ),
      redirectUri: v.optional(text, 'http://localhost'),
      platform: v.optional(v.picklist(['web', 'spa', 'publicClient']), 'publicClient'),
      secret: v.exactOptional(text),
      /** PEM. */
      certificate: v.exactOptional(text),
      logoutUrl: v.exactOptional(text),
      idTokens: v.optional(flag, false),
    }),
    example: { name: 'My mail program', tenant: 'contoso.example' },
    run(sandbox, { name, tenant, clientId, redirectUri, platform, secret, audience, certificate, ...rest }) {
      if (clientId !== undefined && sandbox.directory.apps.has(clientId)) {
        throw fail('sandbox-exists-already', { kind: 'app registration', name: clientId });
      }
      const signInAudience = audience ?? 'AzureADandPersonalMicrosoftAccount';
      const wrong = redirectProblem(redirectUri, { platform, signInAudience });
      if (wrong !== undefined) {
        const example = JSON.stringify({ redirectUri: 'http://localhost', platform: 'publicClient' });
        throw fail('sandbox-input-invalid', { action: 'add-app', problem: `redirectUri: ${wrong}`, example });
      }
      const nextYear = sandbox.clock.now() + 365 * 86_400_000;
      const { secrets: _hidden, ...app } = sandbox.directory.addApp({
        displayName: name,
        homeTenantId: findTenant(sandbox, tenant).id,
        allowPublicClient: rest.public,
        idTokensFromAuthorize: rest.idTokens,
        logoutUrl: rest.logoutUrl,
        certificates: certificate === undefined ? [] : [{ pem: certificate }],
        redirectUris: [{ uri: redirectUri, platform }],
        secrets: secret === undefined ? [] : [{ value: secret, expiresAtMs: nextYear }],
        ...(clientId === undefined ? {} : { appId: clientId.toLowerCase() }),
        signInAudience,
      });
      return app;
    },
  }),

  'set-app': action({
    about: 'Switch an application off everywhere (AADSTS7000112), or change what its registration allows',
    input: v.strictObject({
      app: text,
      disabled: v.exactOptional(flag),
      public: v.exactOptional(flag),
      idTokens: v.exactOptional(flag),
      logoutUrl: v.exactOptional(v.nullable(text)),
    }),
    example: { app: 'Contoso Web Mail', disabled: true },
    run(sandbox, { app: name, disabled, public: allowed, idTokens, logoutUrl }) {
      const app = findApp(sandbox, name);
      if (disabled !== undefined) app.disabled = disabled;
      if (allowed !== undefined) app.allowPublicClient = allowed;
      if (idTokens !== undefined) app.idTokensFromAuthorize = idTokens;
      if (logoutUrl !== undefined) app.logoutUrl = logoutUrl ?? undefined;
      const { secrets: _hidden, ...open } = app;
      return open;
    },
  }),

  'expire-secrets': action({
    about: 'Let the client secrets of an application be expired since yesterday (AADSTS7000222)',
    input: v.strictObject({ app: text }),
    example: { app: 'Contoso Web Mail' },
    run(sandbox, { app: name }) {
      const app = findApp(sandbox, name);
      const yesterday = sandbox.clock.now() - 86_400_000;
      app.secrets = app.secrets.map((secret) => ({ ...secret, expiresAtMs: yesterday }));
      return { app: app.appId, expired: app.secrets.length };
    },
  }),

  'mint-token': action({
    about:
      'A token for one resource without a sign-in, for trying a mail program; consent is given on the way',
    input: v.strictObject({
      user: text,
      app: v.optional(text, 'Contoso Desktop Mail'),
      scopes: v.optional(
        text,
        'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
      ),
      lifetime: v.exactOptional(duration),
    }),
    example: { user: 'anna@contoso.example', lifetime: '1h' },
    run(sandbox, { user, app, scopes, lifetime }) {
      return sandbox.entra.mint({
        user: findUser(sandbox, user).id,
        app: findApp(sandbox, app).appId,
        scopes,
        ...(lifetime === undefined ? {} : { lifetimeSeconds: Math.round(lifetime / 1000) }),
      });
    },
  }),
};
