import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

process.env['COSTS_FILE'] = path.join(os.tmpdir(), `mianshen-mutations-${process.pid}.ndjson`);

/**
 * `npm run costs:mutations`: plays whole years of the programme and prints the time of each mutation. Files run one
 * after the other.
 */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    // The projects are only for the tests.
    projects: undefined,
    pool: 'forks',
    include: ['journeys', 'staff', 'client', 'webhook', 'draft', 'inspection', 'policy-problem', 'objection'].map(
      (name) => `test/${name}/*.test.ts`,
    ),
    globalSetup: ['test/kit/postgres.ts', 'bench/costs/print-mutations.ts'],
    setupFiles: ['test/kit/setup.ts', 'bench/costs/watch-mutations.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
});
