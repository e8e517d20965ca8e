import { defineConfig } from 'vitest/config';

/** `npm run bench:register`; with ROWS=1000000 by default. */
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['bench/register/register.bench.ts'],
    setupFiles: ['test/kit/setup.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
});
