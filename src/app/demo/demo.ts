// The main job, from an empty directory to the last row of the table: sandbox, store, walk, replay. Everything that is
// opened is closed, however it ends.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aborted } from '../../base/aborted.ts';
import type { Clock } from '../../base/clock.ts';
import { Closers } from '../../base/closers.ts';
import { openMailgrant } from '../mailgrant.ts';
import { printKept } from './keep.ts';
import { replay } from './replay.ts';
import { rows } from './rows.ts';
import { type Show, StepFailed, Steps } from './show.ts';
import { printRow } from './table.ts';
import { walk } from './walk.ts';
import type { DemoWorld } from './world.ts';

export interface DemoOptions {
  readonly show: Show;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Stay open until `signal` is aborted, after everything was seen to work. */
  readonly keep: boolean;
  /** Starts the sandbox. */
  readonly openWorld: () => Promise<DemoWorld & { close(): Promise<void> }>;
}

/** True when everything was as it should be. What was not has been told. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { show, clock, signal, keep } = options;
  const steps = new Steps({ show, clock, signal });
  const closers = new Closers();
  const startedAtMs = clock.now();
  try {
    steps.heading('One consent, a token per resource');
    const world = await steps.step('Sandbox started', options.openWorld, ({ authority }) => authority);
    closers.push(() => world.close());
    const folder = await mkdtemp(join(tmpdir(), 'mailgrant-demo-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const store = join(folder, 'mailgrant.db');
    const keyFile = join(folder, 'key');
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, world.ca);
    const mailgrant = await openMailgrant({
      store,
      key: { kind: 'file', path: keyFile },
      caPem: world.ca,
      clock,
    });
    closers.push(() => mailgrant.close());
    await walk({ world, mailgrant, steps, clock, signal });

    steps.heading('What goes wrong without it: the eight rows, as they happened in May 2020');
    show.out(
      show.paint.dim('  outlook: = https://outlook.office365.com/   graph: = https://graph.microsoft.com/'),
    );
    let differing = 0;
    for (const row of rows) {
      const played = await replay(row, { world, fetch: mailgrant.fetch, clock, signal });
      printRow(show, played);
      if (played.differences.length > 0) differing += 1;
    }
    show.out('');
    if (differing > 0) {
      show.out(show.paint.red(`✗ ${differing} of ${rows.length} rows differ from the record.`));
      return false;
    }
    const seconds = ((clock.now() - startedAtMs) / 1000).toFixed(1);
    show.out(show.paint.green(`✓ All of it was true, in ${seconds} s.`));
    if (keep) {
      printKept(show, world, { caFile, store, keyFile });
      await aborted(signal);
    }
    return true;
  } catch (error) {
    if (error instanceof StepFailed) return false;
    throw error;
  } finally {
    await closers.close();
  }
}
