// One found grant: taken over by trying it, or told what it needs. A refresh token is redeemed before anything is said to
// be taken; the registration that it belongs to is added where it is not known yet.

import type { Mailgrant } from '../../app/mailgrant.ts';
import type { Service } from '../../base/token-source.ts';
import { isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import { cloudAt } from '../../identity/microsoft/clouds.ts';
import type { FoundGrant } from '../../importing/found-grant.ts';
import { freeName } from '../../store/names.ts';
import type { AppRecord } from '../../store/store.ts';

export interface TakeOptions {
  readonly services: readonly Service[];
  /** Name of the registration that the tokens belong to. */
  readonly app: string | undefined;
  /** Where the file does not say it. */
  readonly clientId: string | undefined;
  readonly mailbox: string | undefined;
  /** Stored as they are, untried. */
  readonly offline: boolean;
  readonly signal: AbortSignal;
}

export interface Taken {
  readonly state: 'taken' | 'stored untried' | 'refused' | 'nothing to take';
  readonly account?: string;
  readonly resources: readonly string[];
  readonly reason?: string;
  /** The command that gets the rest. */
  readonly next?: string;
}

/** Where a token endpoint of Microsoft is. */
export interface Place {
  readonly cloud: string;
  readonly tenant: string;
}

/** Undefined for somebody else's. */
export function placeOf(tokenEndpoint: string | undefined): Place | undefined {
  if (tokenEndpoint === undefined || !URL.canParse(tokenEndpoint)) return undefined;
  const { hostname, pathname } = new URL(tokenEndpoint);
  const cloud = cloudAt(hostname);
  if (cloud === undefined) return undefined;
  const tenant = pathname.split('/')[1] ?? '';
  return { cloud, tenant: hostname === 'login.live.com' || tenant === '' ? 'consumers' : tenant };
}

export async function take(mailgrant: Mailgrant, found: FoundGrant, options: TakeOptions): Promise<Taken> {
  const address = found.address ?? options.mailbox;
  const signIn = `mailgrant login ${address ?? 'ADDRESS'}`;
  if (address === undefined) {
    return nothing('the file does not say whose mailbox it is', 'mailgrant import FILE --mailbox ADDRESS');
  }
  if (found.refreshToken === undefined && !found.appOnly) return nothing('nobody has consented yet', signIn);
  const registered = await registrationFor(mailgrant, found, options);
  if ('reason' in registered) return nothing(registered.reason, registered.next);
  const { app, added } = registered;
  try {
    return await tried(mailgrant, found, app, address, options);
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    if (added) await mailgrant.store.apps.remove(app.id);
    return {
      state: 'refused',
      resources: [],
      reason: error.code,
      next: nextAfter(error, found, app, signIn),
    };
  }
}

function nextAfter(error: MailgrantError, found: FoundGrant, app: AppRecord, signIn: string): string {
  if (error.retry === 'later') return 'Try again later: the token may be as good as before.';
  const registration = `--client-id ${app.clientId} --tenant ${app.tenant}`;
  return `${signIn}${found.appOnly ? ' --app-only' : ''} ${registration}`;
}

async function tried(
  mailgrant: Mailgrant,
  found: FoundGrant,
  app: AppRecord,
  address: string,
  { services, offline, signal }: TakeOptions,
): Promise<Taken> {
  const { consents } = mailgrant;
  const request = { app: app.id, wish: { services }, mailbox: address };
  if (found.appOnly) {
    if (offline) return nothing('an app of its own is tried, or not taken', 'the same without --offline');
    const outcome = await consents.appOnly(request, signal);
    return takenFrom(outcome, address);
  }
  if (found.refreshToken === undefined)
    return nothing('nobody has consented yet', `mailgrant login ${address}`);
  if (offline) {
    const account = await consents.keepRefreshToken(request, found.refreshToken);
    return {
      state: 'stored untried',
      account: account.name,
      resources: [],
      next: `mailgrant refresh ${account.name}`,
    };
  }
  return takenFrom(await consents.importRefreshToken(request, found.refreshToken, signal), address);
}

function takenFrom(
  outcome: Awaited<ReturnType<Mailgrant['consents']['importRefreshToken']>>,
  address: string,
): Taken {
  // Nobody is at a browser: what needs one more trip is told as a command.
  if (outcome.kind !== 'connected') return nothing('another consent is needed', `mailgrant login ${address}`);
  const { account, resources, refused } = outcome;
  const names = resources.map(({ resource }) => resource);
  if (refused.length === 0) return { state: 'taken', account: account.name, resources: names };
  const reason = refused.map(({ resource, error }) => `${resource}: ${error.code}`).join(', ');
  return {
    state: 'taken',
    account: account.name,
    resources: names,
    reason,
    next: `mailgrant login ${account.name}`,
  };
}

function nothing(reason: string, next: string): Taken {
  return { state: 'nothing to take', resources: [], reason, next };
}

async function registrationFor(
  { store }: Mailgrant,
  found: FoundGrant,
  options: TakeOptions,
): Promise<{ app: AppRecord; added: boolean } | { reason: string; next: string }> {
  const all = await store.apps.list();
  if (options.app !== undefined) {
    const named = await store.apps.get(options.app);
    if (named) return { app: named, added: false };
    return { reason: `no registration is called ${options.app}`, next: 'mailgrant app list' };
  }
  const clientId = found.clientId ?? options.clientId;
  if (clientId === undefined) {
    return { reason: 'the file does not say the client id', next: 'mailgrant import FILE --client-id GUID' };
  }
  const place = placeOf(found.tokenEndpoint);
  const same = all.filter((app) => app.clientId.toLowerCase() === clientId.toLowerCase());
  const exact = same.find((app) => app.tenant === place?.tenant) ?? same[0];
  if (exact) return { app: exact, added: false };
  if (!place) {
    return {
      reason: `${found.tokenEndpoint ?? 'it'} is not Microsoft's`,
      next: `mailgrant app add --provider generic --client-id ${clientId}, then import with --app`,
    };
  }
  const taken = new Set(all.map(({ name }) => name));
  const stem = found.program.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const name = freeName(all.length === 0 ? 'default' : stem, taken);
  const app = await store.apps.add({
    name,
    provider: 'microsoft',
    clientId,
    ...place,
    credential: found.clientSecret ? { kind: 'secret', secret: found.clientSecret } : { kind: 'none' },
  });
  return { app, added: true };
}
