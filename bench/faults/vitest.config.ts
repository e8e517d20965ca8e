import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['bench/faults/*.bench.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
