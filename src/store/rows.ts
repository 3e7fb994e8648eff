// From rows to records. No SQL, no decisions.

import type { Secret } from '../base/secret.ts';
import type { AccountId, ResourceId } from '../base/token-source.ts';
import type { Unseal } from './access.ts';
import type { Place } from './sealing/seal.ts';
import type { AccountRecord, AppId, AppRecord, GrantRecord, Refusal, TokenRecord } from './store.ts';
import type { AccountTable, AppTable, GrantTable, TokenTable } from './tables.ts';

export const places = {
  credential: (appId: string): Place => ({ table: 'app', column: 'credential', row: appId }),
  refreshToken: (accountId: string): Place => ({
    table: 'account_grant',
    column: 'refresh_token',
    row: accountId,
  }),
  accessToken: (accountId: string, resource: string): Place => ({
    table: 'token',
    column: 'access_token',
    row: `${accountId}/${resource}`,
  }),
  payload: (state: string): Place => ({ table: 'pending_consent', column: 'payload', row: state }),
};

// The brands are put on here, where an id leaves the database, and nowhere else.

export function appFrom(row: AppTable, unseal: Unseal): AppRecord {
  return {
    id: row.id as AppId,
    name: row.name,
    provider: row.provider,
    clientId: row.client_id,
    tenant: row.tenant,
    cloud: row.cloud,
    credential: credentialFrom(row, unseal(row.credential, places.credential(row.id))),
    createdAtMs: row.created_at_ms,
  };
}

export function accountFrom(row: AccountTable): AccountRecord {
  return {
    id: row.id as AccountId,
    name: row.name,
    address: row.address,
    appId: row.app_id as AppId,
    kind: row.kind === 'app' ? 'app' : 'delegated',
    personal: row.personal === 1,
    displayName: row.display_name ?? undefined,
    username: row.username ?? undefined,
    tenantId: row.tenant_id ?? undefined,
    objectId: row.object_id ?? undefined,
    issuer: row.issuer ?? undefined,
    subject: row.subject ?? undefined,
    wish: row.wish,
    createdAtMs: row.created_at_ms,
    primaryAddress: row.primary_address ?? undefined,
    aliases: row.aliases === null ? [] : (JSON.parse(row.aliases) as string[]),
    signInNames: signInNamesFrom(row.sign_in_names),
  };
}

export function grantFrom(row: GrantTable, unseal: Unseal): GrantRecord {
  return {
    accountId: row.account_id as AccountId,
    generation: row.generation,
    refreshToken: unseal(row.refresh_token, places.refreshToken(row.account_id)),
    consentedAtMs: row.consented_at_ms,
    refreshedAtMs: row.refreshed_at_ms,
    refusal: refusalFrom(row.refusal),
  };
}

export function tokenFrom(row: TokenTable, unseal: Unseal): TokenRecord {
  return {
    accountId: row.account_id as AccountId,
    resource: row.resource as ResourceId,
    generation: row.generation,
    accessToken: unseal(row.access_token, places.accessToken(row.account_id, row.resource)),
    // Written by us as JSON of this type, like every JSON column.
    scopes: JSON.parse(row.scopes) as string[],
    obtainedAtMs: row.obtained_at_ms,
    expiresAtMs: row.expires_at_ms,
    refusal: refusalFrom(row.refusal),
  };
}

/** Written by us as JSON of this type. */
export function signInNamesFrom(json: string | null): AccountRecord['signInNames'] {
  return json === null ? {} : (JSON.parse(json) as AccountRecord['signInNames']);
}

function refusalFrom(json: string | null): Refusal | undefined {
  return json === null ? undefined : (JSON.parse(json) as Refusal);
}

function credentialFrom(row: AppTable, sealed: Secret | undefined): AppRecord['credential'] {
  if (row.credential_kind === 'secret' && sealed) return { kind: 'secret', secret: sealed };
  if (row.credential_kind === 'certificate' && sealed && row.certificate_pem !== null) {
    return { kind: 'certificate', privateKeyPem: sealed, certificatePem: row.certificate_pem };
  }
  return { kind: 'none' };
}
