// `mailgrant sandbox`: an offline Microsoft 365 that stays until it is told to go.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aborted } from '../../base/aborted.ts';
import type { Clock } from '../../base/clock.ts';
import { Closers } from '../../base/closers.ts';
import { playScenario, readScenario, type Sandbox, seed, startSandbox } from '../../sandbox/index.ts';
import { fixedPorts, type SandboxFiles } from './places.ts';

export interface ServeOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The known ones, or whatever the system has. */
  readonly ports: 'fixed' | 'free';
  /** Where files for other programs are written; a temporary folder unless named. */
  readonly folder?: string | undefined;
  /** Where the sandbox keeps itself; in memory unless named. */
  readonly data?: string | undefined;
  /** Played in their order before it is ready. */
  readonly scenarios?: ReadonlyArray<{ readonly text: string; readonly file: string }>;
  /** The loopback address to be Microsoft on; `true` for the usual one. */
  readonly asMicrosoft?: true | string | undefined;
  /** As many generated messages shall lie in the Inbox of the seed's first person. */
  readonly corpus?: number | undefined;
  /** Called once everything listens and the scenarios have been played. */
  readonly ready: (sandbox: Sandbox, files: SandboxFiles) => void;
}

/**
 * Resolves when `signal` is aborted and everything is closed.
 *
 * @throws `port-taken`, `sandbox-scenario-unreadable`, `sandbox-scenario-step`
 */
export async function serveSandbox(options: ServeOptions): Promise<void> {
  const { clock, signal } = options;
  // Read before anything is started: a mistake in one is told at once.
  const scenarios = (options.scenarios ?? []).map(({ text, file }) => ({
    ...readScenario(text, file),
    file,
  }));
  const closers = new Closers();
  try {
    const sandbox = await startSandbox({
      clock,
      ports: options.ports === 'fixed' ? fixedPorts : {},
      data: options.data,
      ...(options.asMicrosoft === undefined
        ? {}
        : { asMicrosoft: options.asMicrosoft === true ? true : { host: options.asMicrosoft } }),
    });
    closers.push(() => sandbox.close());
    for (const scenario of scenarios) await playScenario(sandbox, scenario, scenario.file);
    if (options.corpus !== undefined) await fillInbox(sandbox, options.corpus);
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mailgrant-sandbox-')));
    if (options.folder === undefined) closers.push(() => rm(folder, { recursive: true, force: true }));
    await mkdir(folder, { recursive: true });
    const caFile = join(folder, 'ca.pem');
    const cloudFile = join(folder, 'cloud.json');
    await writeFile(caFile, sandbox.ca.pem);
    await writeFile(cloudFile, `${JSON.stringify(sandbox.cloud, null, 2)}\n`);
    options.ready(sandbox, { caFile, cloudFile });
    await aborted(signal);
  } finally {
    await closers.close();
  }
}

/** In a folder that was kept there may be some already. */
async function fillInbox(sandbox: Sandbox, wanted: number): Promise<void> {
  const mailbox = seed.contoso.anna.name;
  const there = sandbox.mail.mailbox(mailbox)?.wellKnown('inbox').count ?? 0;
  if (there < wanted) await sandbox.act('generate-mail', { mailbox, count: wanted - there, seed: there + 1 });
}
