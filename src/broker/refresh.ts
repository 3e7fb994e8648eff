// One refresh, from the lock to the event. The order is the product's promise:
//   lock, read again, ask, judge (identity/), write, hand out.

import type { Clock } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import type { AccessToken, ResourceId } from '../base/token-source.ts';
import { fail, isMailgrantError, type MailgrantError } from '../errors/error.ts';
import type { Exchange, TokenAnswer } from '../identity/provider.ts';
import type { AccountRecord, GrantRecord, NewToken, Store, TokenView } from '../store/store.ts';
import type { AccountSetting, AccountView } from './account-view.ts';
import type { BrokerEvents } from './events.ts';
import { errorOf, forAccount, killsGrant, refusalOf } from './refusals.ts';
import { stateOf } from './state.ts';

export interface RefreshContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly events: BrokerEvents;
  readonly log: Logger;
  readonly fetch: typeof fetch;
  readonly accounts: AccountView;
}

/** A consent or sign-out may overtake a refresh; more than this many in a row is not a race but a fault. */
const overtakenMax = 5;

/**
 * A token for (account, resource) that `isEnough`: from a sibling process that was faster, or from the identity
 * platform.
 *
 * @throws MailgrantError as the provider threw it, after a refusal has been recorded.
 */
export async function refreshToken(
  context: RefreshContext,
  account: AccountRecord,
  resource: ResourceId,
  isEnough: (token: AccessToken) => boolean,
  signal: AbortSignal,
): Promise<AccessToken> {
  const release = await context.store.lockGrant(account.id, signal);
  try {
    for (let overtaken = 0; overtaken < overtakenMax; overtaken += 1) {
      const view = await context.store.view(account.id, resource);
      if (!view) throw fail('account-signed-out', { account: account.address });
      const state = stateOf(view);
      // Somebody else did the work while this process waited for the lock.
      if (state.kind === 'active' && isEnough(state.token)) return state.token;
      // A sibling was told no a moment ago: the same question has the same answer.
      if (view.grant.refusal?.details['retry'] === 'signIn') throw errorOf(view.grant.refusal, account);
      if (account.kind === 'delegated' && !view.grant.refreshToken) break;
      const token = await ask(context, view, resource, signal);
      if (token) return token;
      context.log.info('token.overtaken', { account: account.name, resource });
    }
    throw fail('account-signed-out', { account: account.address });
  } finally {
    release();
  }
}

/** Undefined when a consent or sign-out came in between and the answer is to be thrown away. */
async function ask(
  context: RefreshContext,
  view: TokenView,
  resource: ResourceId,
  signal: AbortSignal,
): Promise<AccessToken | undefined> {
  const { store, clock, events, log } = context;
  const { account, grant } = view;
  const setting = await context.accounts.setting(account);
  const exchange: Exchange = { fetch: context.fetch, clock, log, signal };
  const startedAtMs = clock.now();
  let answer: TokenAnswer;
  try {
    answer = await request(setting, account, grant, resource, exchange);
  } catch (thrown) {
    if (!isMailgrantError(thrown)) throw thrown;
    return afterRefusal(context, view, resource, thrown, signal);
  }
  const nowMs = clock.now();
  const token = newToken(answer, startedAtMs);
  const written = await store.grants.refreshed(account.id, grant.generation, {
    refreshToken: answer.refreshToken,
    token,
    nowMs,
  });
  if (!written) return undefined;
  log.info('token.refreshed', {
    account: account.name,
    resource,
    expiresAtMs: token.expiresAtMs,
    tookMs: nowMs - startedAtMs,
  });
  events.emit({ type: 'refreshed', account: named(account), resource, expiresAtMs: token.expiresAtMs });
  return {
    accountId: account.id,
    resource,
    secret: token.accessToken,
    scopes: token.scopes,
    obtainedAtMs: token.obtainedAtMs,
    expiresAtMs: token.expiresAtMs,
    username: account.address,
    generation: grant.generation,
  };
}

async function request(
  setting: AccountSetting,
  account: AccountRecord,
  grant: GrantRecord,
  resource: ResourceId,
  exchange: Exchange,
): Promise<TokenAnswer> {
  const { provider, app, requests } = setting;
  const wanted = requests.find((candidate) => candidate.resource === resource);
  invariant(wanted, 'a refresh is for a resource of the account');
  if (account.kind === 'app') return provider.clientCredentials(app, wanted, exchange);
  const { refreshToken } = grant;
  invariant(refreshToken, 'a delegated grant that is asked for tokens has a refresh token');
  try {
    return await provider.refresh(app, refreshToken, wanted, exchange);
  } catch (error) {
    // Reported as a hiccup of the service that passes at once (personal accounts, "'refresh_token' or 'assertion' is
    // not valid"): one repetition before anybody is told that the grant is dead.
    if (isMailgrantError(error) && error.details['retryOnce'] === true) {
      return provider.refresh(app, refreshToken, wanted, exchange);
    }
    throw error;
  }
}

async function afterRefusal(
  context: RefreshContext,
  view: TokenView,
  resource: ResourceId,
  error: MailgrantError,
  signal: AbortSignal,
): Promise<AccessToken | undefined> {
  const { store, clock, events, log } = context;
  const { account, grant } = view;
  if (error.retry === 'later') throw error;
  // Before a person is asked for anything: the refresh token that was refused may not be the one in the store any more,
  // because a sibling rotated it meanwhile. Theirs is tried first, whatever the reason that was given.
  if (error.retry === 'signIn') {
    const now = await store.grants.get(account.id);
    if (now?.refreshToken && grant.refreshToken && !now.refreshToken.equals(grant.refreshToken)) {
      const again = await store.view(account.id, resource);
      if (again) return ask(context, again, resource, signal);
    }
  }
  const told = forAccount(error, account);
  const dead = killsGrant(error);
  const recorded = await store.grants.refused(
    account.id,
    grant.generation,
    dead ? undefined : resource,
    refusalOf(error, clock.now()),
  );
  if (!recorded) return undefined;
  const { code, message, hint } = told;
  log.warn('token.refused', { account: account.name, resource, code, dead });
  if (dead) {
    events.emit({ type: 'revoked', account: named(account), code, message, hint });
  } else {
    const type = error.retry === 'signIn' ? 'consent-needed' : 'refused';
    events.emit({ type, account: named(account), resource, code, message, hint });
  }
  throw told;
}

/** Lifetimes count from the moment the request left: the answer's own way here is part of the token's life. */
export function newToken(answer: TokenAnswer, obtainedAtMs: number): NewToken {
  const { resource, accessToken, scopes, expiresAtMs } = answer;
  return { resource, accessToken, scopes, obtainedAtMs, expiresAtMs };
}

export function named(account: AccountRecord): { id: AccountRecord['id']; name: string; address: string } {
  return { id: account.id, name: account.name, address: account.address };
}
