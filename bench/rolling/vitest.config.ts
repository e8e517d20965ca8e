import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    // The projects are those of the tests.
    projects: undefined,
    pool: 'forks',
    // How long a day takes is measured: nothing else goes on beside it.
    fileParallelism: false,
    setupFiles: 'test/kit/setup.ts',
    include: ['bench/rolling/*.bench.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
