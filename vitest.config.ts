import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // An explicit list: the default pattern also picks up compiled tests.
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/lab/**'],
    testTimeout: 20_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
