// The broker against a model of what it may say, over random histories: two processes' worth of brokers on one store,
// tokens asked for, refused and invalidated, sign-out, new consent, revocation, a platform that cannot be reached or
// whose answers are lost, and processes that die in the middle of a refresh.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import type { AccessToken, Service } from '../../src/base/token-source.ts';
import { Broker } from '../../src/broker/broker.ts';
import { Consents } from '../../src/broker/consent.ts';
import { isMailgrantError, type MailgrantError } from '../../src/errors/error.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { createPlatform, type Platform, type Weather } from '../kit/platform.ts';

const key = { kind: 'env', value: new Secret(Buffer.alloc(32, 7).toString('base64')) } as const;
const second = 1_000;
const services = ['imap', 'graph'] as const;

/** How a store may be broken on purpose, to see that the model notices. */
type Sabotage = (store: Store) => Store;

const honest: Sabotage = (store) => store;

interface Process {
  store: Store;
  broker: Broker;
  consents: Consents;
}

/** What is true of the one account, whatever the processes believe. */
interface Model {
  connected: boolean;
}

class Real {
  readonly clock: FakeClock = fakeClock();
  readonly platform: Platform;
  readonly folder = mkdtempSync(join(tmpdir(), 'model-'));
  readonly processes: [Process, Process];
  last: AccessToken | undefined;
  readonly #sabotage: Sabotage;
  readonly #abandoned: Promise<unknown>[] = [];

  private constructor(rotation: 'strict' | 'lenient', sabotage: Sabotage, first: (real: Real) => Process) {
    this.platform = createPlatform(this.clock, rotation);
    this.#sabotage = sabotage;
    const one = first(this);
    this.processes = [one, one];
  }

  static async open(rotation: 'strict' | 'lenient', sabotage: Sabotage): Promise<Real> {
    const real = new Real(rotation, sabotage, () => undefined as unknown as Process); // both are set just below
    real.processes[0] = await real.start();
    await real.processes[0].store.apps.add({
      name: 'default',
      provider: 'fake',
      clientId: 'c',
      tenant: 'common',
      cloud: 'worldwide',
      credential: { kind: 'none' },
    });
    real.processes[1] = await real.start();
    await real.consent(0);
    return real;
  }

  async start(): Promise<Process> {
    const { clock, platform } = this;
    const store = this.#sabotage(await openStore({ path: join(this.folder, 'store.db'), key, clock }));
    const parts = { store, providers: new Map([['fake', platform.provider]]), fetch, clock };
    const broker = new Broker({ ...parts, random: () => 0.5 });
    return { store, broker, consents: new Consents({ ...parts, broker }) };
  }

  /** Waits for `work` while time goes by: whoever waits for a lock waits on this clock. */
  async settle<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const watched = work.finally(() => {
      done = true;
    });
    watched.catch(() => undefined);
    for (let step = 0; !done; step += 1) {
      if (step > 5_000) throw new Error('it never ends');
      await this.clock.advance(20);
    }
    return watched;
  }

  async consent(index: number): Promise<void> {
    const { consents } = this.processes[index] ?? this.processes[0];
    const redirectUri = 'http://localhost:1';
    const { weather } = this.platform;
    this.platform.weather = 'fine';
    const wish = { services: ['imap', 'graph'] } as const;
    const begun = await this.settle(consents.begin({ app: 'default', wish, redirectUri }));
    const callback = new URL(`${redirectUri}/?code=c&state=${begun.state}`);
    const outcome = await this.settle(consents.complete(callback));
    expect(outcome.kind).toBe('connected');
    this.platform.weather = weather;
  }

  /** As `kill -9` would: the request has reached the platform and was answered, and nobody is there to read it. */
  async crash(index: number, service: Service): Promise<void> {
    const dying = this.processes[index] ?? this.processes[0];
    const held = this.platform.hold();
    const doomed = dying.broker.get('anna', service).catch(() => undefined);
    const reached = await this.settle(
      Promise.race([held.arrived.then(() => true), doomed.then(() => false)]),
    );
    // A token that lives is served without a request: then there is nothing to be in the middle of.
    if (!reached) this.platform.hold().release();
    await dying.store.close();
    held.release();
    this.#abandoned.push(doomed);
    this.processes[index] = await this.start();
  }

  async close(): Promise<void> {
    for (const { broker, store } of this.processes) {
      await broker.close();
      await store.close();
    }
    await this.settle(Promise.allSettled(this.#abandoned));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** The one question, and everything that an answer must be. */
async function ask(model: Model, real: Real, index: number, service: Service): Promise<void> {
  // Another process's sign-out is looked for once a second; what is said within that second may be old news.
  real.clock.jump(second + 1);
  const { platform } = real;
  const given = await outcome(real, index, service);
  if (given instanceof Error) return judgeRefusal(model, real, given, index, service);
  const issued = platform.issued(given.secret.reveal());
  expect(issued, 'a token that the platform gave').toBeDefined();
  expect(issued?.resource).toBe(service === 'graph' ? 'graph' : 'exchange');
  expect(issued?.consent, 'a token of the consent that counts').toBe(platform.consent);
  expect(given.expiresAtMs).toBeGreaterThan(real.clock.now());
  expect(model.connected, 'nobody gets a token after the sign-out').toBe(true);
  real.last = given;
}

async function outcome(real: Real, index: number, service: Service): Promise<AccessToken | MailgrantError> {
  const { broker } = real.processes[index] ?? real.processes[0];
  try {
    return await real.settle(broker.get('anna', service));
  } catch (error) {
    if (isMailgrantError(error)) return error;
    throw error;
  }
}

async function judgeRefusal(
  model: Model,
  real: Real,
  error: MailgrantError,
  index: number,
  service: Service,
): Promise<void> {
  const { platform } = real;
  if (!model.connected) {
    expect(error.code, 'signed out is signed out').toBe('account-signed-out');
  } else if (error.retry === 'signIn') {
    expect(platform.revoked, `a person is asked for nothing: ${error.code}`).toBe(true);
    expect(error.hint).toContain('mailgrant login anna');
  } else {
    expect(error.retry).toBe('later');
    if (platform.weather !== 'fine') return;
    // It was out of reach a while ago and is given a rest; after that there is a token, or a reason.
    real.clock.jump(120 * second);
    const again = await outcome(real, index, service);
    if (again instanceof Error) expect(again, 'a reason after a rest').toMatchObject({ retry: 'signIn' });
    if (!platform.revoked) expect(again, 'a token after a rest').not.toBeInstanceOf(Error);
  }
}

function command(name: string, run: (model: Model, real: Real) => Promise<void> | void): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      expect(real.platform.mostAtOnce, 'one refresh at a time for each resource').toBeLessThanOrEqual(1);
    },
    toString: () => name,
  };
}

const either = fc.constantFrom(0, 1);
const service = fc.constantFrom<Service>(...services);

function commands(rotation: 'strict' | 'lenient'): fc.Arbitrary<Command>[] {
  const weathers: Weather[] =
    rotation === 'strict' ? ['fine', 'unreachable'] : ['fine', 'unreachable', 'lost'];
  const common = [
    fc
      .tuple(either, service)
      .map(([on, what]) => command(`get ${what} on ${on}`, (m, r) => ask(m, r, on, what))),
    fc.constant(
      command('everybody asks at once', async (model, real) => {
        real.clock.jump(second + 1);
        const asked = [0, 1].flatMap((on) => services.map((what) => outcome(real, on, what)));
        for (const given of await Promise.all(asked)) {
          if (!(given instanceof Error)) expect(model.connected, 'nothing after the sign-out').toBe(true);
        }
      }),
    ),
    fc
      .integer({ min: 1, max: 100 })
      .map((minutes) =>
        command(`${minutes} minutes pass`, (_, real) => real.clock.jump(minutes * 60 * second)),
      ),
    fc.tuple(either).map(([on]) =>
      command(`the last token is refused by its server, on ${on}`, async (_, real) => {
        if (real.last) await real.settle(real.processes[on].broker.invalidate(real.last));
      }),
    ),
    either.map((on) =>
      command(`sign-out on ${on}`, async (model, real) => {
        await real.settle(real.processes[on].broker.signOut('anna'));
        model.connected = false;
      }),
    ),
    either.map((on) =>
      command(`consent on ${on}`, async (model, real) => {
        await real.consent(on);
        model.connected = true;
      }),
    ),
    fc.constant(command('the platform revokes', (_, real) => real.platform.revoke())),
    fc.constantFrom(...weathers).map((weather) =>
      command(`the platform is ${weather}`, (_, real) => {
        real.platform.weather = weather;
      }),
    ),
    either.map((on) =>
      command(`${on} rotates the data key`, async (_, real) => {
        await real.settle(real.processes[on].store.keys.rotateDataKey());
      }),
    ),
  ];
  // Where a refresh token works once, an answer that nobody reads takes the grant with it; no broker can help that.
  if (rotation === 'strict') return common;
  const crash = fc
    .tuple(either, service)
    .map(([on, what]) => command(`${on} dies while it refreshes ${what}`, (_, real) => real.crash(on, what)));
  return [...common, crash];
}

/** fast-check says which history failed; why it did is the cause. */
const because = (reason: RegExp): object => ({ cause: { message: expect.stringMatching(reason) as string } });

const open: Real[] = [];
afterEach(async () => {
  for (const real of open.splice(0)) await real.close();
});

async function explore(
  rotation: 'strict' | 'lenient',
  runs: number,
  sabotage: Sabotage = (s) => s,
): Promise<void> {
  const histories = fc.commands(commands(rotation), { maxCommands: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const real = await Real.open(rotation, sabotage);
      open.push(real);
      const model: Model = { connected: true };
      await fc.asyncModelRun(() => ({ model, real }), history);
      // However it went: with the platform well again, a grant that nobody revoked is still there.
      real.platform.weather = 'fine';
      real.clock.jump(120 * second);
      for (const what of services) await ask(model, real, 0, what);
      open.splice(open.indexOf(real), 1);
      await real.close();
    }),
    // The same histories every time; another seed explores others, and a counterexample prints its own.
    // A planted fault is only to be found; one of ours is to be shown as small as it can be.
    { seed: 61_597_263, numRuns: runs, endOnFailure: sabotage !== honest },
  );
}

describe('over random histories of two processes', () => {
  it('a platform that rotates strictly finds the newest refresh token in the store', async () => {
    await explore('strict', 40);
  }, 120_000);

  it('no crash and no lost answer costs a grant where old refresh tokens go on working', async () => {
    await explore('lenient', 60);
  }, 120_000);
});

describe('the model notices', () => {
  it('a store that keeps the old refresh token', async () => {
    const forgetful: Sabotage = (store) => ({
      ...store,
      grants: {
        ...store.grants,
        refreshed: (id, generation, change) =>
          store.grants.refreshed(id, generation, { ...change, refreshToken: undefined }),
      },
    });
    await expect(explore('strict', 40, forgetful)).rejects.toMatchObject(
      because(/a person is asked for nothing|a token after a rest/),
    );
  }, 120_000);

  it('a sign-out that is not written down', async () => {
    const deaf: Sabotage = (store) => ({
      ...store,
      grants: { ...store.grants, signOut: () => Promise.resolve() },
    });
    await expect(explore('lenient', 60, deaf)).rejects.toMatchObject(
      because(/after the sign-out|signed out is signed out/),
    );
  }, 120_000);

  it('a lock that holds nobody back', async () => {
    const careless: Sabotage = (store) => ({ ...store, lockGrant: () => Promise.resolve(() => undefined) });
    await expect(explore('strict', 60, careless)).rejects.toMatchObject(
      because(/one refresh at a time|asked for nothing|a token after a rest/),
    );
  }, 120_000);
});
