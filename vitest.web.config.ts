import { defineConfig } from 'vitest/config';
import usual from './vitest.config.js';

/** The page in a real Chromium: `npm run test:web`, on a machine that has one (CHROMIUM names another than the usual). */
const { test, ...rest } = usual;

export default defineConfig({ ...rest, test: { ...test, include: ['test/web/**/*.browser.ts'], maxWorkers: 1 } });
