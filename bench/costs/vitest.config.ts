import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

/** `npm run costs` */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['bench/costs/*.bench.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
});
