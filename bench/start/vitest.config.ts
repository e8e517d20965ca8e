import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    // The projects are those of the tests.
    projects: undefined,
    pool: 'forks',
    // One measurement at a time.
    fileParallelism: false,
    setupFiles: 'test/kit/setup.ts',
    include: ['bench/start/*.bench.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
