import { configDefaults, defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/kit/slowest-first.js';

/**
 * Files that ask a gateway of their own over the network, and leave nothing behind in their process: they share the modules
 * that a worker has loaded, which takes a third of the time. All others have a process each.
 */
const sharing = [
  'assessment',
  'bank-account',
  'binding',
  'calendar',
  'city',
  'claim',
  'contact',
  'draft',
  'enterprise',
  'funding',
  'inspection',
  'institution',
  'list-import',
  'message',
  'objection',
  'outcome',
  'paper',
  'payment',
  'policy',
  'policy-problem',
  'programme',
  'proposal',
  'recipient',
  'register',
  'staff',
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  // The classes are read by type-graphql and MikroORM, as tsc would emit them.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // One graphql for all: packages that Node loads itself get this one, and Vite would take its .mjs twin.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: 'test/kit/postgres.ts',
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { ...common(), name: 'shared', include: sharing, isolate: false } },
      {
        extends: true,
        test: {
          ...common(),
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...sharing],
        },
      },
    ],
  },
});

function common() {
  return {
    // Set up once, by the whole run.
    globalSetup: [],
    setupFiles: 'test/kit/setup.ts',
    pool: 'forks' as const,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  };
}
