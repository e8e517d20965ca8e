import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

/** `npm run costs` */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    // The projects are those of the tests.
    projects: undefined,
    pool: 'forks',
    setupFiles: 'test/kit/setup.ts',
    include: ['bench/costs/*.bench.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
});
