import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { AccountId } from '../base/token-source.ts';
import type { BrokerEvent } from './events.ts';
import { Hook } from './hook.ts';

const directory = mkdtempSync(join(tmpdir(), 'mailgrant-hook-'));
const output = join(directory, 'out');
afterEach(() => rmSync(output, { force: true }));

const account = { id: 'a1' as AccountId, name: 'anna', address: 'anna@contoso.example' };
const revoked: BrokerEvent = { type: 'revoked', account, code: 'grant-revoked', message: 'm', hint: 'h' };

function hook(
  command: string,
  limitMs = 10_000,
  onLog: (event: string) => void = () => {},
): { hook: Hook; lines: string[] } {
  const lines: string[] = [];
  const log = (event: string, fields = {}): void => {
    lines.push(`${event} ${JSON.stringify(fields)}`);
    onLog(event);
  };
  const logger = { debug: log, info: log, warn: log, error: log, child: () => logger };
  return { hook: new Hook({ command, clock: systemClock(), limitMs, env: process.env, log: logger }), lines };
}

describe('the hook command', () => {
  it('is killed with its children when it hangs, and the next event still comes through', async () => {
    const { hook: slow, lines } = hook(
      `if [ ! -e ${output} ]; then touch ${output}; sleep 60 & wait; fi`,
      // Long enough for a shell to start on a busy machine.
      2_000,
    );
    slow.listen(revoked);
    slow.listen(revoked);
    await slow.close();
    // That the command did not read its input may be told, too.
    const told = lines.map((line) => line.split(' ')[0]).filter((event) => event !== 'hook.input-unread');
    expect(told).toEqual(['hook.killed', 'hook.finished', 'hook.finished']);
  });

  it('is logged when it fails', async () => {
    const { hook: failing, lines } = hook('exit 3');
    failing.listen(revoked);
    await failing.close();
    // That it did not read its input may be told, too.
    expect(lines.at(-1)).toContain('"code":3');
  });

  it('gets the event as a line of JSON and its type in the environment', async () => {
    const { hook: writing } = hook(`(echo "$MAILGRANT_EVENT"; cat) > ${output}`);
    writing.listen(revoked);
    await writing.close();
    const [type, json = ''] = readFileSync(output, 'utf8').split('\n');
    expect(type).toBe('revoked');
    expect(JSON.parse(json)).toEqual(revoked);
  });

  it('is run for an event that comes in the very moment in which the one before has ended', async () => {
    for (let steps = 0; steps < 8; steps += 1) {
      const { hook: busy, lines } = hook('exit 0', 10_000, (event) => {
        if (event !== 'hook.finished' || lines.filter((line) => line.startsWith(event)).length > 1) return;
        let later = Promise.resolve();
        for (let at = 0; at < steps; at += 1) later = later.then(() => {});
        void later.then(() => busy.listen(revoked));
      });
      busy.listen(revoked);
      await expect.poll(() => lines.filter((line) => line.startsWith('hook.finished')).length).toBe(2);
    }
  });

  it('is not run for what wants no person', async () => {
    const { hook: unused, lines } = hook('exit 3');
    unused.listen({ type: 'signed-out', account });
    await unused.close();
    expect(lines).toEqual([]);
  });
});
