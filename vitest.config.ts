import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The classes are read by type-graphql and MikroORM, as tsc would emit them.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // One graphql for all: packages that Node loads itself get this one, and Vite would take its .mjs twin.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/kit/postgres.ts',
    setupFiles: ['test/kit/setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
