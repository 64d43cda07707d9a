import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // An explicit list: the default pattern also picks up compiled tests.
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/lab/**'],
    testTimeout: 20_000,
    pool: 'forks',
    // The files share what they import, which is a third of the processor time; every worker is still a process of its own.
    isolate: false,
    // One more than the cores the suite is made for: many tests wait for other processes.
    maxWorkers: 3,
    // Tests that run together within a file wait for other processes most of the time.
    maxConcurrency: 16,
  },
});
