import { defineConfig } from 'vitest/config';
import usual from './vitest.config.js';

/** The page in a real Chromium: `npm run test:web`, on a machine that has one (CHROMIUM names another than the usual). */
const { test, ...rest } = usual;

// The projects are those of the tests.
const alone = {
  projects: undefined,
  pool: 'forks' as const,
  setupFiles: 'test/kit/setup.ts',
  // As in the other tests: for what hangs. Playwright waits half a minute for what a page is to show.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  ...rest,
  test: { ...test, ...alone, include: ['test/web/**/*.browser.ts'], maxWorkers: 1 },
});
