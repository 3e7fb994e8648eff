import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than there are processors, where there would be one less: a third of what tests do is waiting.
    maxWorkers: availableParallelism() + 1,
    reporters: ['default', './tools/summary-reporter.ts'],
    globalSetup: ['./test/kit/programs/setup.ts'],
    setupFiles: ['./test/kit/no-network.ts'],
  },
});
