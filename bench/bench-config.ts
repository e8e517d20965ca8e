import { defineConfig, type ViteUserConfig } from 'vitest/config';
import usual from '../vitest.config.js';

type Options = NonNullable<ViteUserConfig['test']>;

/** The configuration of the tests for the benches of one folder, which may take an hour. */
export function benchConfig(folder: string, options: Options = {}): ViteUserConfig {
  return defineConfig({
    ...usual,
    test: {
      ...usual.test,
      // The projects are only for the tests.
      projects: undefined,
      pool: 'forks',
      setupFiles: 'test/kit/setup.ts',
      include: [`bench/${folder}/*.bench.ts`],
      testTimeout: 3_600_000,
      hookTimeout: 3_600_000,
      ...options,
    },
  });
}
