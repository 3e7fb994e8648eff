// The demonstration in a world whose tokens live half as long as those of the record: a process of its own, so that the
// exit code is a real one.

import { runDemo } from '../../../src/app/demo/demo.ts';
import { openDemoWorld } from '../../../src/app/demo/open-world.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { openStreams } from '../../../src/cli/streams.ts';

const clock = systemClock();
const { stdin, stdout, stderr, env } = process;
const right = await runDemo({
  show: openStreams({ stdin, stdout, stderr, env }),
  clock,
  signal: new AbortController().signal,
  keep: false,
  openWorld: () => openDemoWorld(clock, { tokenLifetimeSeconds: 1800 }),
});
process.exitCode = right ? 0 : 1;
