// Where Entra listens for one app: built from authority and tenant, so that a refresh needs no discovery request.
// Source: "Microsoft identity platform and OpenID Connect", endpoints of v2.0.

import type { AuthorizationServer, Client } from 'oauth4webapi';
import type { App } from '../provider.ts';
import { type Cloud, cloudOf } from './clouds.ts';
import { tenantSegment } from './tenants.ts';

export interface Endpoints {
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly authorize: string;
  readonly token: string;
  readonly deviceCode: string;
  readonly adminConsent: string;
  readonly metadata: string;
  /** The same for oauth4webapi. */
  readonly server: AuthorizationServer;
  readonly client: Client;
}

/** @throws `cloud-unknown`, `cloud-invalid`, `tenant-malformed`, `tenant-not-for-cloud` */
export function endpointsOf(app: App): Endpoints {
  const cloud = cloudOf(app);
  const tenant = tenantSegment(app, cloud);
  const base = `${cloud.authority}/${tenant}`;
  const token = `${base}/oauth2/v2.0/token`;
  const deviceCode = `${base}/oauth2/v2.0/devicecode`;
  return {
    cloud,
    tenant,
    authorize: `${base}/oauth2/v2.0/authorize`,
    token,
    deviceCode,
    adminConsent: `${base}/v2.0/adminconsent`,
    metadata: `${base}/v2.0/.well-known/openid-configuration`,
    server: { issuer: `${base}/v2.0`, token_endpoint: token, device_authorization_endpoint: deviceCode },
    client: { client_id: app.clientId },
  };
}
