// Every scenario that comes with the package is played on a sandbox of its own.

import { describe, expect, it } from 'vitest';
import { readyScenarios, scenarioText } from '../../src/sandbox/control/ready-scenarios.ts';
import { playScenario, readScenario, startSandbox } from '../../src/sandbox/index.ts';

describe('the ready scenarios', () => {
  it('are a dozen or more, each with a title of its own and what it is about', () => {
    const all = readyScenarios();
    expect(all.length).toBeGreaterThanOrEqual(12);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { about } of all) expect(about).toMatch(/\.$/);
  });

  it('say which there are when one is not', () => {
    expect(() => scenarioText('no-such-scenario')).toThrow(/outage/);
  });
});

describe.each(readyScenarios())('$name', ({ name }) => {
  it('can be played', async () => {
    const sandbox = await startSandbox();
    try {
      const scenario = readScenario(scenarioText(name), name);
      await expect(playScenario(sandbox, scenario, name)).resolves.toBeUndefined();
    } finally {
      await sandbox.close();
    }
  });
});
