import { configDefaults, defineConfig } from 'vitest/config';
import { loadedByNode, runWhatIsBuilt } from './test/kit/built.js';
import { thorough } from './test/kit/extent.js';
import { SlowestFirst } from './test/kit/slowest-first.js';
import { heavy, processes, walks } from './test/kit/thorough.js';

/**
 * Files that need a process of their own: they change what all modules of a process share, or count what a process does.
 * All others share the modules that a worker has loaded, and the schema that it has built, which takes half of the time.
 */
const alone = [
  // Record what every connection of the process says.
  'test/gateway/list-plans.test.ts',
  'test/gateway/worklist.test.ts',
  // Sets the tracer of the process.
  'test/tracing/*.test.ts',
];

/** `npm test` takes a sample of the walks and starts no processes; `npm run test:thorough` does what is left. */
const thoroughOnly = [...heavy, ...processes];
const included = thorough ? [...walks, ...thoroughOnly] : ['test/**/*.test.ts'];
const excluded = [...configDefaults.exclude, ...(thorough ? [] : thoroughOnly)];

export default defineConfig({
  plugins: [runWhatIsBuilt()],
  // The classes are read by type-graphql and MikroORM, as tsc would emit them.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // One graphql for all: packages that Node loads itself get this one, and Vite would take its .mjs twin.
  // The benches, which some tests read, may have one of their own.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }], dedupe: ['graphql'] },
  test: {
    globalSetup: 'test/kit/postgres.ts',
    server: { deps: { external: loadedByNode } },
    maxWorkers: 4,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...common(),
          name: 'shared',
          include: included,
          exclude: [...excluded, ...alone],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...common(),
          name: 'alone',
          include: alone.filter((file) => included.includes(file) || !(thorough || thoroughOnly.includes(file))),
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
    // Most of what a test makes is garbage soon: with more room for it, less is copied.
    execArgv: ['--max-semi-space-size=64'],
    // For what hangs: a slow machine needs a minute for what takes some seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 100 } },
  };
}
