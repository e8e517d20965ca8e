import { defineConfig } from 'vitest/config';
import { testLimit } from './test/kit/patience.js';
import usual from './vitest.config.js';

/** The page in a real Chromium: `npm run test:web`, on a machine that has one (CHROMIUM names another than the usual). */
const { test, ...rest } = usual;

// The projects are those of the tests.
const alone = {
  projects: undefined,
  pool: 'forks' as const,
  setupFiles: 'test/kit/setup.ts',
  testTimeout: testLimit,
  hookTimeout: testLimit,
};

export default defineConfig({
  ...rest,
  test: { ...test, ...alone, include: ['test/web/**/*.browser.ts'], maxWorkers: 1 },
});
