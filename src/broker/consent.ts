// One consent, and what comes of it: a grant in the store and a first token for every resource of the wish.
//
// Four ways in: the browser (`begin`, then `complete` with the URL that came back), a code typed on another device,
// somebody's existing refresh token, and no person at all (client credentials). They end in the same place: #settle.

import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { sleep } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { Secret } from '../base/secret.ts';
import type { ResourceId } from '../base/token-source.ts';
import { fail, isMailgrantError, type MailgrantError } from '../errors/error.ts';
import type {
  App,
  AuthorizationAttempt,
  ConsentPlan,
  DeviceAuthorization,
  Exchange,
  IdentityProvider,
  Profile,
  ResourceRequest,
  TokenAnswer,
  Wish,
} from '../identity/provider.ts';
import type { AccountRecord, AppRecord, NewAccount, NewToken, Refusal, Store } from '../store/store.ts';
import { appOf, appOnlyRequests, providerOf } from './account-view.ts';
import type { Broker } from './broker.ts';
import { newToken } from './refresh.ts';
import { refusalOf } from './refusals.ts';

/** A person needs minutes for password, second factor and consent; an hour is somebody who went to lunch. */
const pendingLifeMs = 60 * 60_000;

export interface ConsentRequest {
  /** Id or name of the app registration. */
  readonly app: string;
  readonly wish: Wish;
  /** Who is expected to sign in: goes to the page as a hint and is checked afterwards. */
  readonly signInAs?: string | undefined;
  /** The mailbox to open where it is not the person's own: a shared mailbox, an address to correct. */
  readonly mailbox?: string | undefined;
  /** Short name of the account; default: the part of the address before the @. */
  readonly name?: string | undefined;
  readonly prompt?: AuthorizationAttempt['prompt'];
  readonly claims?: string | undefined;
}

export interface BrowserConsentRequest extends ConsentRequest {
  readonly redirectUri: string;
}

export interface BegunConsent {
  /** Where the browser has to go. */
  readonly url: URL;
  readonly state: string;
  readonly expiresAtMs: number;
}

/** What became of one resource of the wish. */
export interface ResourceOutcome {
  readonly resource: ResourceId;
  readonly scopes: readonly string[];
  /** Asked for and not granted. */
  readonly missingScopes: readonly string[];
  readonly expiresAtMs: number;
}

export type ConsentOutcome =
  | {
      readonly kind: 'connected';
      readonly account: AccountRecord;
      readonly resources: readonly ResourceOutcome[];
      /** Resources that were refused for another reason than consent: policy, licence. The rest works. */
      readonly refused: ReadonlyArray<{ readonly resource: ResourceId; readonly error: MailgrantError }>;
    }
  /** The account does not take both resources in one consent: the browser has to go once more, for `resource`. */
  | { readonly kind: 'one-more'; readonly next: BegunConsent; readonly resource: ResourceId };

/** What is remembered, sealed, from the link until the browser comes back. */
interface Pending {
  appId: string;
  request: ConsentRequest;
  /** The resources of this trip; the first is redeemed. */
  trip: ResourceRequest[];
  /** Resources that already had a trip of their own: none gets two. */
  tried: ResourceId[];
  attempt: Omit<AuthorizationAttempt, 'codeVerifier'> & { codeVerifier: string };
}

/** Shows the code to type; `more` names the resource that it is for where an earlier code was not enough. */
export type ShowDevice = (device: DeviceAuthorization, more: ResourceId | undefined) => void;

interface SettleBase {
  readonly record: AppRecord;
  readonly app: App;
  readonly provider: IdentityProvider;
  readonly request: ConsentRequest;
}

export interface ConsentsOptions {
  store: Store;
  providers: ReadonlyMap<string, IdentityProvider>;
  broker: Broker;
  fetch: typeof fetch;
  clock: Clock;
  log?: Logger;
}

/** Codes with which an account says no to one resource, or to both at once, and yes to another question. */
const consentCodes: ReadonlySet<string> = new Set(['consent-missing-for-resource']);
const mixedRefusedCodes: ReadonlySet<string> = new Set(['scope-refused', 'scope-two-resources']);

export class Consents {
  readonly #store: Store;
  readonly #providers: ReadonlyMap<string, IdentityProvider>;
  readonly #broker: Broker;
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #log: Logger;

  constructor(options: ConsentsOptions) {
    this.#store = options.store;
    this.#providers = options.providers;
    this.#broker = options.broker;
    this.#fetch = options.fetch;
    this.#clock = options.clock;
    this.#log = options.log ?? silentLogger;
  }

  /** Makes the link. What it needs later is in the store: any process may complete it. */
  async begin(request: BrowserConsentRequest, signal?: AbortSignal): Promise<BegunConsent> {
    const { record, app, provider } = await this.#app(request.app);
    const plan = provider.plan(app, request.wish);
    const { redirectUri, ...rest } = request;
    return this.#depart(
      { record, app, provider, request: rest, redirectUri, trip: plan.resources, tried: [] },
      signal,
    );
  }

  /**
   * Takes the URL to which the browser was sent back. Good once: the code inside is, too.
   *
   * @throws `consent-unknown`, `consent-wrong-account`, and whatever identity/ has to say about the callback.
   */
  async complete(callback: URL, signal?: AbortSignal): Promise<ConsentOutcome> {
    const state = callback.searchParams.get('state') ?? '';
    const taken = await this.#store.pending.take(state, this.#clock.now());
    if (!taken) throw fail('consent-unknown', { minutes: pendingLifeMs / 60_000 });
    const pending = JSON.parse(taken.payload.reveal()) as Pending;
    const { record, app, provider } = await this.#app(pending.appId);
    const [first, ...others] = pending.trip;
    invariant(first, 'a trip is for at least one resource');
    const attempt: AuthorizationAttempt = {
      ...pending.attempt,
      codeVerifier: new Secret(pending.attempt.codeVerifier),
    };
    const from = { record, app, provider, request: pending.request, redirectUri: attempt.redirectUri };
    const startedAtMs = this.#clock.now();
    let answer: TokenAnswer;
    try {
      const trip: ConsentPlan = { resources: [first, ...others] };
      answer = await provider.redeemCode(app, trip, attempt, callback, this.#exchange(signal));
    } catch (error) {
      // Some accounts refuse two resources in one request. Asking for the first alone, then for the others, gets there.
      if (others.length > 0 && isMailgrantError(error) && mixedRefusedCodes.has(error.code)) {
        this.#log.info('consent.mixed-refused', { code: error.code });
        const next = await this.#depart({ ...from, trip: [first], tried: pending.tried }, signal);
        return { kind: 'one-more', next, resource: first.resource };
      }
      throw error;
    }
    const tried = [...pending.tried, first.resource];
    const next = async (again: ResourceRequest, hinted: ConsentRequest): Promise<ConsentOutcome> => {
      const trip = { ...from, request: hinted, trip: [again], tried };
      return { kind: 'one-more', next: await this.#depart(trip, signal), resource: again.resource };
    };
    return this.#settle({ ...from, answer, startedAtMs, tried, next }, signal);
  }

  /**
   * RFC 8628. Calls `show` with the code to type, then waits until the person has finished, declined, or let it expire.
   * A code is for one resource; where another one was never consented to, `show` is called with a code for that.
   */
  async device(request: ConsentRequest, show: ShowDevice, signal?: AbortSignal): Promise<ConsentOutcome> {
    const base = { ...(await this.#app(request.app)), request };
    const plan = base.provider.plan(base.app, request.wish);
    return this.#deviceTrip(
      { ...base, plan, tried: [], show: (device) => show(device, undefined) },
      show,
      signal,
    );
  }

  async #deviceTrip(
    trip: SettleBase & {
      plan: ConsentPlan;
      tried: readonly ResourceId[];
      show: (device: DeviceAuthorization) => void;
    },
    showNext: ShowDevice,
    signal?: AbortSignal,
  ): Promise<ConsentOutcome> {
    const { record, app, provider, request, plan, show } = trip;
    const exchange = this.#exchange(signal);
    const device = await provider.startDevice(app, plan, exchange);
    show(device);
    let intervalMs = device.intervalMs;
    for (;;) {
      await sleep(this.#clock, intervalMs, signal);
      const startedAtMs = this.#clock.now();
      const poll = await provider.pollDevice(app, plan, device, exchange);
      if (poll.kind === 'granted') {
        const { answer } = poll;
        const tried = [...trip.tried, answer.resource];
        const next = (again: ResourceRequest, hinted: ConsentRequest): Promise<ConsentOutcome> =>
          this.#deviceTrip(
            {
              ...{ record, app, provider, tried, request: hinted },
              plan: { resources: [again] },
              show: (another) => showNext(another, again.resource),
            },
            showNext,
            signal,
          );
        return this.#settle({ record, app, provider, request, answer, startedAtMs, tried, next }, signal);
      }
      // RFC 8628 section 3.5: slow_down adds five seconds to this and all later intervals.
      if (poll.slowDown) intervalMs += 5_000;
    }
  }

  /** Takes over a refresh token that somebody else obtained for the same app registration. */
  async importRefreshToken(
    request: ConsentRequest,
    refreshToken: Secret,
    signal?: AbortSignal,
  ): Promise<ConsentOutcome> {
    const { record, app, provider } = await this.#app(request.app);
    const [first] = provider.plan(app, request.wish).resources;
    const startedAtMs = this.#clock.now();
    const answer = await provider.refresh(app, refreshToken, first, this.#exchange(signal));
    const kept = { ...answer, refreshToken: answer.refreshToken ?? refreshToken };
    const tried = [first.resource];
    return this.#settle(
      { record, app, provider, request, answer: kept, startedAtMs, tried, next: undefined },
      signal,
    );
  }

  /** Connects a mailbox without a person: client credentials (RFC 6749 section 4.4). */
  async appOnly(
    request: ConsentRequest & { mailbox: string },
    signal?: AbortSignal,
  ): Promise<ConsentOutcome> {
    const { record, app, provider } = await this.#app(request.app);
    const tokens: NewToken[] = [];
    const resources: ResourceOutcome[] = [];
    for (const wanted of appOnlyRequests(provider, app, request.wish)) {
      const startedAtMs = this.#clock.now();
      const answer = await provider.clientCredentials(app, wanted, this.#exchange(signal));
      tokens.push(newToken(answer, startedAtMs));
      resources.push(outcomeOf(answer));
    }
    const wanted = { ...nobodyYet(request, record), kind: 'app' } as const;
    const { account } = await this.#store.grants.consent(wanted, undefined, tokens, this.#clock.now());
    return this.#connected(account, resources, []);
  }

  /** Stores a refresh token that somebody else obtained as it is, untried: the next refresh shows what it is worth. */
  async keepRefreshToken(
    request: ConsentRequest & { mailbox: string },
    refreshToken: Secret,
  ): Promise<AccountRecord> {
    const { record } = await this.#app(request.app);
    const wanted = { ...nobodyYet(request, record), personal: record.tenant === 'consumers' };
    const { account } = await this.#store.grants.consent(wanted, refreshToken, [], this.#clock.now());
    return account;
  }

  async #depart(
    trip: {
      record: AppRecord;
      app: App;
      provider: IdentityProvider;
      request: ConsentRequest;
      redirectUri: string;
      trip: readonly ResourceRequest[];
      tried: readonly ResourceId[];
    },
    signal?: AbortSignal,
  ): Promise<BegunConsent> {
    const { record, app, provider, request, redirectUri } = trip;
    const [first, ...others] = trip.trip;
    invariant(first, 'a trip is for at least one resource');
    const attempt: AuthorizationAttempt = {
      state: randomToken(),
      nonce: randomToken(),
      codeVerifier: new Secret(randomToken()),
      redirectUri,
      loginHint: request.signInAs,
      prompt: request.prompt,
      claims: request.claims,
    };
    const plan: ConsentPlan = { resources: [first, ...others] };
    const url = await provider.authorizationUrl(app, plan, attempt, this.#exchange(signal));
    const pending: Pending = {
      appId: record.id,
      request,
      trip: [...trip.trip],
      tried: [...trip.tried],
      attempt: { ...attempt, codeVerifier: attempt.codeVerifier.reveal() },
    };
    const nowMs = this.#clock.now();
    const expiresAtMs = nowMs + pendingLifeMs;
    await this.#store.pending.sweep(nowMs);
    await this.#store.pending.put({
      state: attempt.state,
      payload: new Secret(JSON.stringify(pending)),
      expiresAtMs,
    });
    return { url, state: attempt.state, expiresAtMs };
  }

  /** From the first answer to a connected account: who is it, is it the right one, and what do the others say? */
  async #settle(
    from: SettleBase & {
      answer: TokenAnswer;
      startedAtMs: number;
      tried: readonly ResourceId[];
      /** Asks the person once more, for a resource that wants to be asked for by itself; undefined without a person. */
      next: ((again: ResourceRequest, hinted: ConsentRequest) => Promise<ConsentOutcome>) | undefined;
    },
    signal?: AbortSignal,
  ): Promise<ConsentOutcome> {
    const { record, app, provider, request, answer, tried } = from;
    const exchange = this.#exchange(signal);
    const wanted = provider.plan(app, request.wish).resources;
    const answers = new Map<ResourceId, TokenAnswer>([[answer.resource, answer]]);
    const tokens = [newToken(answer, from.startedAtMs)];
    const refused: Array<{ resource: ResourceId; error: MailgrantError }> = [];
    let refreshToken = answer.refreshToken;
    let again: ResourceRequest | undefined;
    for (const other of wanted) {
      if (answers.has(other.resource) || !refreshToken) continue;
      const startedAtMs = this.#clock.now();
      try {
        const next = await provider.refresh(app, refreshToken, other, exchange);
        refreshToken = next.refreshToken ?? refreshToken;
        answers.set(other.resource, next);
        tokens.push(newToken(next, startedAtMs));
      } catch (error) {
        if (!isMailgrantError(error)) throw error;
        if (consentCodes.has(error.code) && from.next && !tried.includes(other.resource)) {
          again ??= other;
        } else {
          refused.push({ resource: other.resource, error });
        }
      }
    }
    if (again && from.next) {
      // The grant so far is not stored: the next trip's grant covers it, or the person gives up and nothing is left.
      const signInAs = request.signInAs ?? answer.identity?.username;
      return from.next(again, { ...request, signInAs, prompt: undefined });
    }
    let graph = answers.get(provider.resourceOf('graph', app));
    if (!graph && refreshToken && !answer.identity?.personal) {
      graph = await this.#profileToken(provider, app, refreshToken, exchange);
      refreshToken = graph?.refreshToken ?? refreshToken;
    }
    const profile = graph ? await this.#profile(provider, app, graph, exchange) : undefined;
    const address = addressFor(request, answer, profile);
    const identity = answer.identity;
    const { account, grant } = await this.#store.grants.consent(
      {
        name: request.name ?? nameFrom(address),
        address,
        appId: record.id,
        kind: 'delegated',
        personal: identity?.personal ?? false,
        displayName: profile?.displayName ?? identity?.name,
        username: identity?.username ?? profile?.username,
        tenantId: identity?.tenantId,
        objectId: identity?.objectId,
        issuer: identity?.issuer,
        subject: identity?.subject,
        wish: JSON.stringify(request.wish),
        ...addressesOf(profile),
      },
      refreshToken,
      tokens,
      this.#clock.now(),
    );
    for (const { resource, error } of refused) {
      const refusal: Refusal = refusalOf(error, this.#clock.now());
      await this.#store.grants.refused(account.id, grant.generation, resource, refusal);
    }
    return this.#connected(account, [...answers.values()].map(outcomeOf), refused);
  }

  #connected(
    account: AccountRecord,
    resources: readonly ResourceOutcome[],
    refused: ReadonlyArray<{ resource: ResourceId; error: MailgrantError }>,
  ): ConsentOutcome {
    this.#broker.forget(account.id);
    const { id, name, address } = account;
    this.#broker.events.emit({
      type: 'connected',
      account: { id, name, address },
      resources: resources.map(({ resource }) => resource),
    });
    return { kind: 'connected', account, resources, refused };
  }

  /** The profile is a convenience: an account without one is still connected, under the name it signed in with. */
  async #profile(
    provider: IdentityProvider,
    app: App,
    graph: TokenAnswer,
    exchange: Exchange,
  ): Promise<Profile | undefined> {
    try {
      return await provider.profile(app, graph.accessToken, exchange);
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      this.#log.warn('consent.no-profile', { code: error.code });
      return undefined;
    }
  }

  /**
   * Whoever wished for mail alone has as a rule consented to User.Read all the same, and the profile alone tells her primary
   * address. The token is for this one question and is not kept.
   */
  async #profileToken(
    provider: IdentityProvider,
    app: App,
    refreshToken: Secret,
    exchange: Exchange,
  ): Promise<TokenAnswer | undefined> {
    const request = provider.profileRequest?.(app);
    if (!request) return undefined;
    try {
      return await provider.refresh(app, refreshToken, request, exchange);
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      this.#log.info('consent.no-profile-token', { code: error.code });
      return undefined;
    }
  }

  async #app(ref: string): Promise<{ record: AppRecord; app: App; provider: IdentityProvider }> {
    const record = await this.#store.apps.get(ref);
    if (!record) throw fail('consent-app-unknown', { app: ref });
    return { record, app: appOf(record), provider: providerOf(this.#providers, record) };
  }

  #exchange(signal: AbortSignal | undefined): Exchange {
    return { fetch: this.#fetch, clock: this.#clock, log: this.#log, signal };
  }
}

/** 256 bits, base64url: state, nonce and PKCE verifier (RFC 7636 section 4.1 wants at least 43 characters). */
function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

function outcomeOf(answer: TokenAnswer): ResourceOutcome {
  const { resource, scopes, missingScopes, expiresAtMs } = answer;
  return { resource, scopes, missingScopes, expiresAtMs };
}

/**
 * Which mailbox this is. The profile's `mail` is the primary address, which Exchange wants to hear; the sign-in name
 * need not be an address of the mailbox at all. A personal account's profile may name a foreign address (the one it
 * was registered with), so there what the person typed goes first.
 */
function addressFor(request: ConsentRequest, answer: TokenAnswer, profile: Profile | undefined): string {
  const { signInAs, mailbox } = request;
  const identity = answer.identity;
  const known = [
    ...[identity?.username, identity?.email, profile?.mail, profile?.username],
    ...(profile?.addresses ?? []),
  ].filter((name): name is string => name !== undefined && name !== '');
  const expected = signInAs?.includes('@') ? signInAs : undefined;
  if (expected && known.length > 0 && !known.some((name) => name.toLowerCase() === expected.toLowerCase())) {
    throw fail('consent-wrong-account', { expected, actual: known[0] ?? 'somebody else' });
  }
  const address =
    mailbox ?? (identity?.personal ? (expected ?? known[0]) : (profile?.mail ?? expected ?? known[0]));
  if (!address) throw fail('consent-no-address', {});
  return address;
}

function addressesOf(profile: Profile | undefined): Pick<NewAccount, 'primaryAddress' | 'aliases'> {
  if (!profile) return {};
  const { mail, addresses } = profile;
  const others = addresses?.filter((address) => address.toLowerCase() !== mail?.toLowerCase());
  return { ...(mail === undefined ? {} : { primaryAddress: mail }), ...(others ? { aliases: others } : {}) };
}

/** An account of whom no id_token has told anything. */
function nobodyYet(request: ConsentRequest & { mailbox: string }, { id }: AppRecord): NewAccount {
  return {
    name: request.name ?? nameFrom(request.mailbox),
    address: request.mailbox,
    appId: id,
    kind: 'delegated',
    personal: false,
    displayName: undefined,
    username: undefined,
    tenantId: undefined,
    objectId: undefined,
    issuer: undefined,
    subject: undefined,
    wish: JSON.stringify(request.wish),
  };
}

function nameFrom(address: string): string {
  const local = address.split('@')[0] ?? address;
  return (
    local
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'account'
  );
}
