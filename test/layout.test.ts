import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { slowest } from './kit/slowest.js';

const files = fs
  .readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  .map((file) => ({ file: file.split(path.sep).join('/'), text: fs.readFileSync(path.join('src', file), 'utf8') }));

const having = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** Beyond this a folder is cut by what its files are about: `claim/telling`, `payment/payees`, `gateway/schema`. */
const mostInFolder = 16;

test('a module declares its background jobs in x.jobs.ts', () => {
  const declared = having(/^export const \w+(: Job)? = (itemJob<|\{\n {2}name: '.*\n {2}work)/m);
  expect(declared.filter((file) => !/^([\w-]+)\/\1\.jobs\.ts$/.test(file))).toEqual([]);
  expect(declared.length).toBeGreaterThan(10);
});

test('a folder is small enough that its files are found by looking', () => {
  const folders = Map.groupBy(files, ({ file }) => path.dirname(file));
  const crowded = [...folders].filter(([folder, within]) => folder !== '.' && within.length > mostInFolder);
  expect(crowded.map(([folder, within]) => `${folder}: ${within.length}`)).toEqual([]);
});

test('one function compares the version that a client saw', () => {
  expect(having(/refuse\w*\('VERSION_CONFLICT'/)).toEqual(['transition/transit.ts']);
});

/** `columnsOf` and `named` write the others; what is left is computed. This number goes down, never up. */
const aliasesByHand = 113;

test('no more aliases of columns are written by hand', () => {
  const count = files.reduce((sum, { text }) => sum + (text.match(/ as "[a-z]+[A-Z]\w*"/g)?.length ?? 0), 0);
  expect(count).toBeLessThanOrEqual(aliasesByHand);
});

/** Waits for a time, each file with how many and why. Everything else waits for the fact (`eventually`, `expect.poll`). */
const waitsForTime: Record<string, [count: number, why: string]> = {
  'faults.test.ts': [3, 'between two looks at a process and a database; what is not done twice'],
  'service/idle.test.ts': [1, 'what is asked meanwhile is what is measured'],
  'service/start-and-stop.test.ts': [
    3,
    'told to stop at different moments of its start; it tries again; it says nothing more',
  ],
  'submission/intake-faults.test.ts': [2, 'killed at any moment; between two looks'],
};

test('no test waits for a time', () => {
  const waiting = fs
    .readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => {
      const waits = fs.readFileSync(path.join('test', file), 'utf8').match(/^\s*await (sleep\(|.*setTimeout\()/gm);
      return [file.split(path.sep).join('/'), waits?.length ?? 0] as const;
    })
    .filter(([, count]) => count > 0);
  const allowed = Object.entries(waitsForTime).map(([file, [count]]) => [file, count] as const);
  expect(Object.fromEntries(waiting)).toEqual(Object.fromEntries(allowed));
});

test('the files that start first are there', () => {
  expect(slowest.filter((file) => !fs.existsSync(file))).toEqual([]);
});
