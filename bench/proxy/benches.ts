// What each benchmark of the proxy asks, and what its answer means. docs/benchmarks.md has the figures.

import { type Bench, median, type Result, spread } from '../result.ts';
import { cpuMs, hold, load, privateKb } from './child.ts';
import { type Places, startPlaces, type Way } from './places.ts';

export interface Setting {
  readonly quick: boolean;
}

/** What email-oauth2-proxy was measured at on a machine of this kind, with the same load, on 2026-08-21. */
const pythonProxy = {
  logins: 'email-oauth2-proxy 2.5',
  cpu: 'email-oauth2-proxy 326 to 420 ms',
  fetch: 'email-oauth2-proxy 72 to 101',
  noop: 'email-oauth2-proxy 306 to 351 us',
  idle: 'email-oauth2-proxy 111 to 120 KiB and a thread',
  submissions: 'email-oauth2-proxy 4.2',
} as const;

const mib = 1024 * 1024;

/** One set of places for all of them: the same server, the same run. */
export function proxyBenches(setting: Setting): { benches: readonly Bench[]; close(): Promise<void> } {
  let opened: Promise<Places> | undefined;
  const places = (): Promise<Places> => {
    opened ??= startPlaces(setting.quick ? 64 * mib : 512 * mib);
    return opened;
  };
  return {
    benches: [
      { name: 'logins', run: async (say) => logins(await places(), setting, say) },
      { name: 'noop', run: async (say) => noops(await places(), setting, say) },
      { name: 'fetch', run: async (say) => fetches(await places(), setting, say) },
      { name: 'submissions', run: async (say) => submissions(await places(), setting, say) },
      { name: 'idle', run: async (say) => idle(await places(), setting, say) },
    ],
    async close() {
      await (await opened)?.close();
    },
  };
}

interface Rate {
  readonly count: number;
  readonly perSecond: number;
}

async function logins(places: Places, { quick }: Setting, say: (text: string) => void): Promise<Result[]> {
  const task = { kind: 'logins', atOnce: 8, seconds: quick ? 2 : 5 };
  const rounds = quick ? 2 : 5;
  const [ours, theirs]: [number[], number[]] = [[], []];
  const [cpuOurs, cpuTheirs]: [number[], number[]] = [[], []];
  const one = async (way: Way & { pid: number }, rates: number[], cpu: number[]): Promise<void> => {
    const before = cpuMs(way.pid);
    const { count, perSecond } = await load<Rate>({ ...way, ...task });
    rates.push(perSecond);
    cpu.push((cpuMs(way.pid) - before) / count);
  };
  say('warming up');
  await load({ ...places.ours, ...task, seconds: 2 });
  await load({ ...places.dovecot, ...task, seconds: 2 });
  const direct = await load<Rate>({ ...places.direct, ...task });
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    await one(places.ours, ours, cpuOurs);
    await one(places.dovecot, theirs, cpuTheirs);
  }
  const ratio = median(ours) / median(theirs);
  const each = (values: readonly number[]): string => spread(values, (value) => value.toFixed(0));
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [
    {
      what: 'IMAP sign-ins a second, 8 at once',
      ours: median(ours).toFixed(0),
      peer: `Dovecot ${median(theirs).toFixed(0)}, ${pythonProxy.logins}`,
      ratio,
      target: 'at least 0.95 of Dovecot',
      met: ratio >= 0.95,
      how: `median of ${rounds} interleaved runs; middle half ${each(ours)}, Dovecot ${each(theirs)}; straight to the server, with TLS, ${direct.perSecond.toFixed(0)}`,
    },
    {
      what: 'processor time a sign-in',
      ours: ms(median(cpuOurs)),
      peer: `Dovecot ${ms(median(cpuTheirs))}, ${pythonProxy.cpu}`,
      ratio: median(cpuOurs) / median(cpuTheirs),
      target: 'at most 3 ms',
      met: median(cpuOurs) <= 3,
      how: 'of the process and its children, over the same runs',
    },
  ];
}

async function noops(places: Places, { quick }: Setting, say: (text: string) => void): Promise<Result[]> {
  const rounds = quick ? 2 : 5;
  const task = { kind: 'noops', rounds: quick ? 1_000 : 5_000 };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    ours.push((await load<{ p50Us: number }>({ ...places.ours, ...task })).p50Us);
    theirs.push((await load<{ p50Us: number }>({ ...places.dovecot, ...task })).p50Us);
  }
  const ratio = median(ours) / median(theirs);
  const us = (value: number): string => `${value.toFixed(0)} us`;
  return [
    {
      what: 'NOOP there and back, median',
      ours: us(median(ours)),
      peer: `Dovecot ${us(median(theirs))}, ${pythonProxy.noop}`,
      ratio,
      target: 'at most 1.1 times Dovecot',
      met: ratio <= 1.1,
      how: `median of ${rounds} interleaved runs of ${task.rounds}; middle half ${spread(ours, us)}, Dovecot ${spread(theirs, us)}`,
    },
  ];
}

async function fetches(places: Places, { quick }: Setting, say: (text: string) => void): Promise<Result[]> {
  const rounds = quick ? 2 : 5;
  const [ours, theirs]: [number[], number[]] = [[], []];
  const rate = async (way: Way): Promise<number> =>
    (await load<{ mibPerSecond: number }>({ ...way, kind: 'fetch' })).mibPerSecond;
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    ours.push(await rate(places.ours));
    theirs.push(await rate(places.dovecot));
  }
  const ratio = median(ours) / median(theirs);
  const each = (value: number): string => value.toFixed(0);
  return [
    {
      what: 'FETCH of one large message, MiB/s',
      ours: each(median(ours)),
      peer: `Dovecot ${each(median(theirs))}, ${pythonProxy.fetch}`,
      ratio,
      target: 'at least 0.9 of Dovecot',
      met: ratio >= 0.9,
      how: `median of ${rounds} interleaved runs; middle half ${spread(ours, each)}, Dovecot ${spread(theirs, each)}`,
    },
  ];
}

async function submissions(
  places: Places,
  { quick }: Setting,
  say: (text: string) => void,
): Promise<Result[]> {
  const rounds = quick ? 1 : 3;
  const task = { kind: 'submissions', atOnce: 4, seconds: quick ? 2 : 5 };
  const ours: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    ours.push((await load<Rate>({ ...places.oursSubmission, ...task })).perSecond);
  }
  const direct = await load<Rate>({ ...places.directSubmission, ...task });
  return [
    {
      what: 'messages sent a second, a connection each, 4 at once',
      ours: median(ours).toFixed(0),
      peer: pythonProxy.submissions,
      ratio: undefined,
      target: 'at least 150',
      met: median(ours) >= 150,
      how: `median of ${rounds} runs with messages of 4 kB; straight to the server, with TLS, ${direct.perSecond.toFixed(0)}`,
    },
  ];
}

async function idle(places: Places, { quick }: Setting, say: (text: string) => void): Promise<Result[]> {
  const count = quick ? 500 : 5_000;
  const perLine = async (way: Way & { pid: number }): Promise<number> => {
    const before = privateKb(way.pid);
    const { release } = await hold<{ held: number }>({ ...way, kind: 'idle', count });
    const after = privateKb(way.pid);
    await release();
    return (after - before) / count;
  };
  say(`${count} connections to ours`);
  const ours = await perLine(places.ours);
  say(`${count} connections to Dovecot`);
  const theirs = await perLine(places.dovecot);
  return [
    {
      what: `memory a connection in IDLE, ${count} held`,
      ours: `${ours.toFixed(0)} KiB`,
      peer: `Dovecot ${theirs.toFixed(0)} KiB, ${pythonProxy.idle}`,
      ratio: ours / theirs,
      target: 'at most 60 KiB',
      met: ours <= 60,
      how: 'private memory of the process and its children after less that before; TLS to the server, none to the client',
    },
  ];
}
