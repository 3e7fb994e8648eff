// mailgrant demo: everything, offline, in some seconds.

import { runDemo } from '../../app/demo/demo.ts';
import { openDemoWorld } from '../../app/demo/open-world.ts';
import { systemClock } from '../../base/clock.ts';
import { fail } from '../../errors/error.ts';
import type { Command } from '../command.ts';

export const demo: Command = {
  name: 'demo',
  summary:
    'Show that it works: an offline Microsoft 365, one sign-in, every door, and the mistakes of others',
  examples: [
    { line: 'mailgrant demo', does: 'run it all and end' },
    { line: 'mailgrant demo --keep', does: 'leave the sandbox running for programs of your own' },
  ],
  options: [{ flags: '--keep', about: 'stay open until Ctrl-C' }],
  next: 'mailgrant login ADDRESS --client-id GUID, with an app registration of your own',
  async run({ streams, signal, options }) {
    const clock = systemClock();
    const right = await runDemo({
      show: streams,
      clock,
      signal,
      keep: options['keep'] === true,
      openWorld: () => openDemoWorld(clock),
    });
    if (!right) throw fail('demo-failed', {});
  },
};
