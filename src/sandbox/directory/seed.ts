// The world that a sandbox starts with: two organisations and the personal accounts, and one app registration of
// each kind. The ids are constant, so that what is written against one sandbox works against the next.

import { consumersTenantId } from '../model.ts';
import type { SandboxDirectory } from './directory.ts';
import { exchangeAppId, graphAppId } from './resources.ts';

export const seed = {
  contoso: {
    tenantId: '11111111-c047-4050-8a11-000000000001',
    domain: 'contoso.example',
    anna: { name: 'anna@contoso.example', password: 'anna-sandbox-1' },
    ben: { name: 'ben@contoso.example', password: 'ben-sandbox-1' },
    admin: { name: 'admin@contoso.example', password: 'admin-sandbox-1' },
  },
  lab: {
    tenantId: '11111111-c047-4050-8a11-000000000002',
    domain: 'lab.contoso.example',
    anna: { name: 'anna@lab.contoso.example', password: 'anna-sandbox-1' },
    admin: { name: 'admin@lab.contoso.example', password: 'admin-sandbox-1' },
  },
  consumers: {
    tenantId: consumersTenantId,
    anna: { name: 'anna@outlook.example', password: 'anna-sandbox-1' },
    ben: { name: 'ben@outlook.example', password: 'ben-sandbox-1' },
  },
  apps: {
    /** Mobile & desktop: http://localhost on any port, public flows allowed, everybody may sign in. */
    desktop: { appId: '22222222-c047-4050-8a11-000000000001' },
    /** Web, confidential, every organisation and personal accounts. */
    web: {
      appId: '22222222-c047-4050-8a11-000000000002',
      redirectUri: 'https://app.contoso.example/callback',
      localRedirectUri: 'http://localhost/callback',
      secret: 'web~sandbox.secret-1',
    },
    /** Single-page application. */
    spa: {
      appId: '22222222-c047-4050-8a11-000000000003',
      redirectUri: 'http://localhost/spa',
    },
    /** Single-tenant web application of Contoso. */
    intranet: {
      appId: '22222222-c047-4050-8a11-000000000004',
      redirectUri: 'https://intranet.contoso.example/callback',
      secret: 'intranet~sandbox.secret-1',
    },
    /** A daemon of Contoso: client credentials, Exchange app roles granted by the administrator. */
    daemon: {
      appId: '22222222-c047-4050-8a11-000000000005',
      servicePrincipalId: '33333333-c047-4050-8a11-000000000005',
      secret: 'daemon~sandbox.secret-1',
    },
  },
} as const;

export function sow(directory: SandboxDirectory, nowMs: number): void {
  const { contoso, lab, consumers, apps } = seed;
  const aYear = nowMs + 365 * 86_400_000;

  directory.addTenant({
    id: contoso.tenantId,
    displayName: 'Contoso',
    domains: ['contoso.onmicrosoft.com', contoso.domain],
    exchangeServicePrincipals: [{ appId: apps.daemon.appId, objectId: apps.daemon.servicePrincipalId }],
  });
  directory.addTenant({
    id: lab.tenantId,
    displayName: 'Contoso Lab',
    domains: ['contosolab.onmicrosoft.com', lab.domain],
  });
  directory.addTenant({ id: consumers.tenantId, displayName: 'Personal accounts', domains: [] });

  const person = (
    tenantId: string,
    { name, password }: { name: string; password: string },
    admin = false,
  ): void => {
    directory.addUser({ tenantId, userPrincipalName: name, password, admin });
  };
  person(contoso.tenantId, contoso.anna);
  person(contoso.tenantId, contoso.ben);
  person(contoso.tenantId, contoso.admin, true);
  person(lab.tenantId, lab.anna);
  person(lab.tenantId, lab.admin, true);
  person(consumers.tenantId, consumers.anna);
  person(consumers.tenantId, consumers.ben);
  const anna = directory.mailboxByAddress(contoso.anna.name);
  anna?.fullAccess.push(apps.daemon.servicePrincipalId);
  anna?.sendAs.push(apps.daemon.servicePrincipalId);

  const delegated = [
    {
      resourceAppId: graphAppId,
      delegated: ['User.Read', 'Mail.ReadWrite', 'Mail.Send'],
      roles: [],
    },
    {
      resourceAppId: exchangeAppId,
      delegated: ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send'],
      roles: [],
    },
  ];
  directory.addApp({
    appId: apps.desktop.appId,
    displayName: 'Contoso Desktop Mail',
    homeTenantId: contoso.tenantId,
    allowPublicClient: true,
    redirectUris: [{ uri: 'http://localhost', platform: 'publicClient' }],
    requiredAccess: delegated,
  });
  directory.addApp({
    appId: apps.web.appId,
    displayName: 'Contoso Web Mail',
    homeTenantId: contoso.tenantId,
    redirectUris: [
      { uri: apps.web.redirectUri, platform: 'web' },
      { uri: apps.web.localRedirectUri, platform: 'web' },
    ],
    secrets: [{ value: apps.web.secret, expiresAtMs: aYear }],
    requiredAccess: delegated,
  });
  directory.addApp({
    appId: apps.spa.appId,
    displayName: 'Contoso Browser Mail',
    homeTenantId: contoso.tenantId,
    redirectUris: [{ uri: apps.spa.redirectUri, platform: 'spa' }],
    requiredAccess: delegated,
  });
  directory.addApp({
    appId: apps.intranet.appId,
    displayName: 'Contoso Intranet',
    homeTenantId: contoso.tenantId,
    signInAudience: 'AzureADMyOrg',
    redirectUris: [{ uri: apps.intranet.redirectUri, platform: 'web' }],
    secrets: [{ value: apps.intranet.secret, expiresAtMs: aYear }],
    requiredAccess: delegated,
  });
  const mailRoles = ['IMAP.AccessAsApp', 'POP.AccessAsApp', 'SMTP.SendAsApp'];
  directory.addApp({
    appId: apps.daemon.appId,
    servicePrincipalId: apps.daemon.servicePrincipalId,
    displayName: 'Contoso Mail Daemon',
    homeTenantId: contoso.tenantId,
    signInAudience: 'AzureADMultipleOrgs',
    redirectUris: [{ uri: 'http://localhost/admin', platform: 'web' }],
    secrets: [{ value: apps.daemon.secret, expiresAtMs: aYear }],
    requiredAccess: [{ resourceAppId: exchangeAppId, delegated: [], roles: mailRoles }],
    appRoles: [{ tenantId: contoso.tenantId, resourceAppId: exchangeAppId, roles: mailRoles }],
  });
}
