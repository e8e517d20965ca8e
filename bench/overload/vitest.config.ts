import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

/** `npm run bench:overload` */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    // The projects are those of the tests.
    projects: undefined,
    pool: 'forks',
    setupFiles: 'test/kit/setup.ts',
    include: ['bench/overload/*.bench.ts'],
    globalSetup: undefined,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
});
