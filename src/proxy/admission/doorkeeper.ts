// Who may enter: the questions in their order. Places first, so that a flood costs nothing; then whether anything from there
// is looked at; then the password; then what it is good for; then a place at the mailbox.

import { type Clock, sleep } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { AppPasswordCandidate } from '../../store/app-password.ts';
import type { Store } from '../../store/store.ts';
import { WhileUnchanged } from '../../store/while-unchanged.ts';
import { type IpAddress, isLoopback, neighbourhood, parseAddress } from '../../wire/ip-network.ts';
import type { Admission, Doorkeeper, SignInAttempt } from './admission.ts';
import { checkGoodFor } from './good-for.ts';
import { type Guesser, Guesses } from './guesses.ts';
import { LastUses } from './last-uses.ts';
import { PasswordCheck } from './password-check.ts';
import { type PlaceNumbers, Places } from './places.ts';
import { Revocations } from './revocations.ts';
import { type TrustedNetwork, TrustedNetworks } from './trusted-networks.ts';

/** What may be another while it is at work: it counts for whoever comes from then on. */
export interface HouseRules {
  readonly places?: Partial<PlaceNumbers> | undefined;
  /** Clients that may send without a sign-in. Default: none. */
  readonly trusted?: readonly TrustedNetwork[] | undefined;
}

export interface DoorkeeperOptions extends HouseRules {
  readonly store: Pick<Store, 'accounts' | 'appPasswords' | 'changeCounter' | 'version'>;
  readonly clock: Clock;
  readonly log: Logger;
}

type PasswordAttempt = SignInAttempt & {
  readonly user: string;
  readonly password: Secret;
  /** Undefined where the client's address is not one of IP. */
  readonly parsed: IpAddress | undefined;
  readonly neighbour: string;
};

/** An address has 254 octets at the most (RFC 5321 section 4.5.3.1.3); what is longer is nobody's name. */
const userLengthMax = 320;

/** A door keeper of one proxy; closed by whoever opened it, after the last session has ended. */
export class HouseDoorkeeper implements Doorkeeper {
  readonly #store: DoorkeeperOptions['store'];
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #check: PasswordCheck;
  /** By user name: those that a query would find this moment. */
  readonly #candidates: WhileUnchanged<readonly AppPasswordCandidate[]>;
  readonly #guesses: Guesses;
  readonly #places: Places;
  readonly #uses: LastUses;
  readonly #revocations: Revocations;
  #trusted: TrustedNetworks;

  /** @throws `app-password-limit-invalid` for a trusted network that is none */
  constructor({ store, clock, log, places, trusted = [] }: DoorkeeperOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#check = new PasswordCheck(clock);
    const { appPasswords } = store;
    this.#candidates = new WhileUnchanged(
      () => store.version(),
      (user) => appPasswords.candidates(user),
    );
    this.#guesses = new Guesses(clock);
    this.#places = new Places(places);
    this.#uses = new LastUses(store.appPasswords, clock, log);
    this.#revocations = new Revocations(store, clock, log);
    this.#trusted = new TrustedNetworks(trusted);
  }

  /** @returns what makes them count. @throws as the constructor */
  prepare({ places = {}, trusted = [] }: HouseRules): () => void {
    const networks = new TrustedNetworks(trusted);
    return () => {
      this.#trusted = networks;
      this.#places.change(places);
    };
  }

  /** True where a client at this address may send without a sign-in. */
  trusts(address: string): boolean {
    const parsed = parseAddress(address);
    return parsed !== undefined && this.#trusted.find(parsed) !== undefined;
  }

  async admit(attempt: SignInAttempt): Promise<Admission> {
    attempt.signal.throwIfAborted();
    const parsed = parseAddress(attempt.address);
    const neighbour = parsed ? neighbourhood(parsed) : attempt.address;
    const leave = this.#places.ofAddress(neighbour, attempt.protocol);
    try {
      return attempt.credentials === undefined
        ? await this.#byNetwork(attempt, parsed, leave)
        : await this.#byPassword({ ...attempt, ...attempt.credentials, parsed, neighbour, leave });
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Writes what was learnt of last uses. */
  async close(): Promise<void> {
    await this.#revocations.close();
    await this.#uses.close();
  }

  async #byPassword(attempt: PasswordAttempt & { leave: () => void }): Promise<Admission> {
    // Not the attempt: a session keeps what `leave` below knows, for hours, and no password is to be among it.
    const { protocol, address, parsed, user, neighbour, leave } = attempt;
    const candidate = await this.#identified(attempt);
    const { password, account } = candidate;
    const mailbox = checkGoodFor(candidate, { protocol, user, address: parsed, nowMs: this.#clock.now() });
    const leaveMailbox = this.#places.ofMailbox(mailbox, protocol);
    const watch = this.#revocations.watch(password, account.name);
    this.#uses.note(password.id, { atMs: this.#clock.now(), from: address, protocol });
    this.#log.debug('app-password.accepted', { account: account.name, password: password.name, neighbour });
    return {
      account: account.id,
      accountName: account.name,
      mailbox,
      passwordName: password.name,
      senders: password.limits.senders.length === 0 ? undefined : password.limits.senders,
      ended: watch.signal,
      leave: () => {
        watch.leave();
        leaveMailbox();
        leave();
      },
    };
  }

  /** @throws `app-password-refused`, `proxy-guesses-slowed`, `proxy-sign-ins-waiting` */
  async #identified(attempt: PasswordAttempt): Promise<AppPasswordCandidate> {
    const { user, password: typed, address, parsed, neighbour, signal } = attempt;
    const loopback = parsed !== undefined && isLoopback(parsed);
    const guesser: Guesser = { neighbour, loopback, user: user.toLowerCase().slice(0, userLengthMax) };
    const candidates = isName(user) ? await this.#candidates.get(user) : [];
    // Whoever has been right before is let in whatever others behind his address do: it costs nothing to look.
    const known = this.#check.remembered(typed, candidates);
    if (known) return known;
    this.#refuseSlowed(guesser, address);
    const pauseMs = this.#guesses.pauseMs(guesser);
    if (pauseMs > 0) await sleep(this.#clock, pauseMs, signal);
    const right = await this.#check.check({
      typed,
      candidates,
      neighbour,
      signal,
      beforeHashing: () => this.#refuseSlowed(guesser, address),
    });
    if (right) {
      this.#guesses.right(guesser);
      return right;
    }
    this.#guesses.wrong(guesser, typed.reveal());
    this.#log.info('app-password.refused', { neighbour, protocol: attempt.protocol });
    throw fail('app-password-refused', {});
  }

  #refuseSlowed(guesser: Guesser, address: string): void {
    const untilMs = this.#guesses.slowedUntil(guesser);
    if (untilMs === undefined) return;
    const retryAfterMs = untilMs - this.#clock.now();
    throw fail('proxy-guesses-slowed', { address, until: timeOf(untilMs) }, { retryAfterMs });
  }

  async #byNetwork(
    { protocol, address }: SignInAttempt,
    parsed: IpAddress | undefined,
    leaveAddress: () => void,
  ): Promise<Admission> {
    const trusted = parsed && protocol === 'smtp' ? this.#trusted.find(parsed) : undefined;
    if (!trusted) throw fail('proxy-sign-in-needed', { address });
    const account = await this.#store.accounts.get(trusted.account);
    if (!account) throw fail('account-unknown', { account: trusted.account });
    const leaveMailbox = this.#places.ofMailbox(account.address, protocol);
    const { senders } = trusted;
    return {
      account: account.id,
      accountName: account.name,
      mailbox: account.address,
      passwordName: `network ${trusted.network}`,
      senders: senders?.length === 0 ? undefined : senders,
      ended: new AbortController().signal,
      leave: () => {
        leaveMailbox();
        leaveAddress();
      },
    };
  }
}

function isName(user: string): boolean {
  return user !== '' && user.length <= userLengthMax && !/\p{Cc}/u.test(user);
}

/** To the second, which is what delays are made of. */
function timeOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}
