// Records for the tests of the store. Apart from the suite, so that a child process need not load vitest.

import { Secret } from '../../src/base/secret.ts';
import type { AccountId, ResourceId } from '../../src/base/token-source.ts';
import type { NewAppPassword } from '../../src/store/app-password.ts';
import type { AppId, AppRecord, NewAccount, NewToken, Refusal } from '../../src/store/store.ts';

export const exchange = 'exchange' as ResourceId;
export const graph = 'graph' as ResourceId;
export const nowMs = Date.UTC(2026, 10, 1);

export function newApp(name = 'default'): Omit<AppRecord, 'id' | 'createdAtMs'> {
  return {
    name,
    provider: 'microsoft',
    clientId: '11111111-2222-3333-4444-555555555555',
    tenant: 'common',
    cloud: 'worldwide',
    credential: { kind: 'none' },
  };
}

export function newAccount(appId: AppId, change: Partial<NewAccount> = {}): NewAccount {
  return {
    name: 'anna',
    address: 'anna@contoso.com',
    appId,
    kind: 'delegated',
    personal: false,
    displayName: 'Anna',
    username: 'anna@contoso.com',
    tenantId: 'tenant',
    objectId: 'object-anna',
    issuer: 'https://login.example/tenant/v2.0',
    subject: 'subject-anna',
    wish: '{"services":["imap"]}',
    ...change,
  };
}

export function newToken(change: Partial<NewToken> = {}): NewToken {
  return {
    resource: exchange,
    accessToken: new Secret('access-1'),
    scopes: ['https://outlook.office.com/IMAP.AccessAsUser.All'],
    obtainedAtMs: nowMs,
    expiresAtMs: nowMs + 3_599_000,
    ...change,
  };
}

export const refusal: Refusal = {
  code: 'consent-missing',
  message: 'Nobody has consented.',
  hint: 'mailgrant login anna',
  atMs: nowMs + 5,
  details: { aadsts: [65001], correlationId: 'c0ffee' },
};

export function newPassword(accountId: AccountId, change: Partial<NewAppPassword> = {}): NewAppPassword {
  return {
    accountId,
    name: 'office scanner',
    verifier: '$scrypt$ln=14,r=8,p=1$c2FsdA$aGFzaA',
    limits: {
      protocols: ['imap', 'pop', 'smtp'],
      mailboxes: [],
      aliases: [],
      senders: [],
      networks: [],
      fromMs: undefined,
      untilMs: undefined,
    },
    ...change,
  };
}
