// From what a caller says ("anna", an address, an id) to the account, its app registration, its provider and the
// requests its wish comes to. Remembers what it worked out until told to forget.

import { invariant } from '../base/invariant.ts';
import { type AccountId, type ResourceId, type Service, services } from '../base/token-source.ts';
import { fail } from '../errors/error.ts';
import type { App, IdentityProvider, ResourceRequest, Wish } from '../identity/provider.ts';
import type { AccountRecord, AppRecord, Store } from '../store/store.ts';

/** Everything a refresh needs to know besides the grant. */
export interface AccountSetting {
  readonly app: App;
  readonly provider: IdentityProvider;
  readonly wish: Wish;
  readonly requests: readonly ResourceRequest[];
}

export class AccountView {
  readonly #store: Store;
  readonly #providers: ReadonlyMap<string, IdentityProvider>;
  readonly #byRef = new Map<string, AccountRecord>();
  readonly #settings = new Map<AccountId, AccountSetting>();

  constructor(store: Store, providers: ReadonlyMap<string, IdentityProvider>) {
    this.#store = store;
    this.#providers = providers;
  }

  /** @throws `account-unknown`, `account-ambiguous` */
  async find(ref: string): Promise<AccountRecord> {
    const known = this.#byRef.get(ref);
    if (known) return known;
    const account = await this.#store.accounts.get(ref);
    if (!account) throw fail('account-unknown', { account: ref });
    this.#byRef.set(ref, account);
    return account;
  }

  async setting(account: AccountRecord): Promise<AccountSetting> {
    const known = this.#settings.get(account.id);
    if (known) return known;
    const record = await this.#store.apps.get(account.appId);
    invariant(record, 'an account refers to an app registration that exists');
    const provider = providerOf(this.#providers, record);
    const app = appOf(record);
    const wish = wishOf(account);
    const requests =
      account.kind === 'app' ? appOnlyRequests(provider, app, wish) : provider.plan(app, wish).resources;
    const setting = { app, provider, wish, requests };
    this.#settings.set(account.id, setting);
    return setting;
  }

  /** @throws `service-not-connected` where the account's wish did not include it. */
  async resourceFor(account: AccountRecord, service: Service): Promise<ResourceId> {
    const { provider, app, wish, requests } = await this.setting(account);
    const resource = provider.resourceOf(service, app);
    if (requests.some((request) => request.resource === resource) && serves(wish, service)) return resource;
    throw fail('service-not-connected', {
      account: account.address,
      service,
      connected: wish.services.join(', '),
      wanted: [...wish.services, service].join(','),
    });
  }

  forget(id: AccountId): void {
    this.#settings.delete(id);
    for (const [ref, account] of this.#byRef) if (account.id === id) this.#byRef.delete(ref);
  }

  forgetAll(): void {
    this.#settings.clear();
    this.#byRef.clear();
  }
}

export function providerOf(
  providers: ReadonlyMap<string, IdentityProvider>,
  app: AppRecord,
): IdentityProvider {
  const provider = providers.get(app.provider);
  if (provider) return provider;
  throw fail('provider-unknown', {
    app: app.name,
    provider: app.provider,
    known: [...providers.keys()].join(', '),
  });
}

/** A stored registration in identity's words. The store writes a custom cloud as JSON text. */
export function appOf(record: AppRecord): App {
  const { provider, clientId, tenant, credential } = record;
  const cloud = record.cloud.startsWith('{') ? (JSON.parse(record.cloud) as App['cloud']) : record.cloud;
  return { provider, clientId, tenant, cloud, credential };
}

/** What the account was connected with: written by the consent, as JSON text. */
export function wishOf(account: AccountRecord): Wish {
  return JSON.parse(account.wish) as Wish;
}

/** The services that a wish comes to. */
export function connectedServices(wish: Wish): readonly Service[] {
  return services.filter((service) => serves(wish, service));
}

/** 'graph' is also there for those who asked for a Graph permission by name. */
function serves(wish: Wish, service: Service): boolean {
  return wish.services.includes(service) || (service === 'graph' && (wish.permissions?.length ?? 0) > 0);
}

/** One request a resource, with the roles that any of the wished services has to have there. */
export function appOnlyRequests(provider: IdentityProvider, app: App, wish: Wish): ResourceRequest[] {
  const byResource = new Map<ResourceId, ResourceRequest>();
  for (const service of wish.services) {
    const request = provider.appOnlyRequest(app, service);
    const roles = [...(byResource.get(request.resource)?.roles ?? []), ...(request.roles ?? [])];
    byResource.set(request.resource, { ...request, roles });
  }
  return [...byResource.values()];
}
