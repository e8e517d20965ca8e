import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { slowest } from './kit/slowest.js';
import { heavy, processes, walks } from './kit/thorough.js';

const files = fs
  .readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  .map((file) => ({ file: file.split(path.sep).join('/'), text: fs.readFileSync(path.join('src', file), 'utf8') }));

const having = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** Beyond this a folder is cut by what its files are about: `claim/notification`, `payment/payees`, `gateway/schema`. */
const mostInFolder = 15;

test('a module declares its background jobs in x.jobs.ts', () => {
  const declared = having(/^export const \w+(: Job)? = (itemJob<|\{\n {2}name: '.*\n {2}work)/m);
  expect(declared.filter((file) => !/^([\w-]+)\/\1\.jobs\.ts$/.test(file))).toEqual([]);
  expect(declared.length).toBeGreaterThan(10);
});

test('inputs and payloads are in x.inputs.ts, not among the resolvers', () => {
  const classes = having(/^@(InputType|ArgsType)\(|^(export )?class \w+ extends Payload /m);
  expect(classes.filter((file) => file.endsWith('.resolver.ts'))).toEqual([]);
  expect(classes.length).toBeGreaterThan(30);
});

test('operations and fields are in x.resolver.ts, batched look-ups in x.loader.ts', () => {
  const resolvers = having(/^@Resolver\(/m);
  expect(resolvers.filter((file) => !file.endsWith('.resolver.ts'))).toEqual([]);
  const loaders = having(/\bdefine(List|System)?Loader(<.+>)?\(/).filter((file) => file !== 'kernel/loader.ts');
  expect(loaders.filter((file) => !file.endsWith('.loader.ts'))).toEqual([]);
  expect(Math.min(resolvers.length, loaders.length)).toBeGreaterThan(30);
});

test('refusals are in x.refusals.ts, not in the use case that throws them', () => {
  const declared = having(/^import .*\bdefineRefusals\b/m);
  expect(declared.filter((file) => !/^.+\/[\w-]+\.refusals\.ts$|^kernel\/errors\//.test(file))).toEqual([]);
  expect(declared.length).toBeGreaterThan(30);
});

test('a folder is small enough that its files are found by looking', () => {
  const folders = Map.groupBy(files, ({ file }) => path.dirname(file));
  const crowded = [...folders].filter(([folder, within]) => folder !== '.' && within.length > mostInFolder);
  expect(crowded.map(([folder, within]) => `${folder}: ${within.length}`)).toEqual([]);
});

test('at the top of src are the start of the program and the list of modules alone', () => {
  const loose = files.filter(({ file }) => !file.includes('/')).map(({ file }) => file);
  expect(loose.toSorted()).toEqual(['main.ts', 'module.ts', 'modules.ts']);
});

test('one function compares the version that a client saw', () => {
  expect(having(/refuse\w*\('VERSION_CONFLICT'/)).toEqual(['transition/transit.ts']);
});

/** A column behind `select`, a comma or `distinct on (…)`, cast or not; what has an operator or a function is computed. */
const aliasOfColumn =
  /(?:select |returning |\) |,\s+)(?!null|end)(?:[a-z_]\w*\.)?[a-z]\w*(?:::[a-z]+)? as "[a-z]+[A-Z]/;

test('a column has its alias from `columnsOf` or `named`; only what is computed has one by hand', () => {
  expect('select list_date::text as "listDate"').toMatch(aliasOfColumn);
  expect(having(aliasOfColumn)).toEqual([]);
});

/** What waits for a time, with how often and why. Everything else waits for the fact (`eventually`, `expect.poll`). */
const waitsForTime: Record<string, [count: number, why: string]> = {
  'kit/eventually.ts': [1, 'between two looks'],
  'kit/follower.ts': [1, 'a client pauses before it follows again'],
  'kit/story.ts': [2, 'the pace of a story that a person watches; its listener ends, or is left'],
  'service/failover.test.ts': [1, 'a client pauses before it asks for the next page again'],
  'service/idle.test.ts': [1, 'what is asked meanwhile is what is measured'],
  'submission/intake-faults.test.ts': [1, 'killed at any moment, which is drawn by chance'],
};

test('no test waits for a time', () => {
  const waiting = fs
    .readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const waits = fs
        .readFileSync(path.join('test', file), 'utf8')
        .match(/\bawait (sleep|pause)\(|\bawait .*setTimeout\(/g);
      return [file.split(path.sep).join('/'), waits?.length ?? 0] as const;
    })
    .filter(([, count]) => count > 0);
  const allowed = Object.entries(waitsForTime).map(([file, [count]]) => [file, count] as const);
  expect(Object.fromEntries(waiting)).toEqual(Object.fromEntries(allowed));
});

test('no query types a time as a date, as the driver leaves times as text', () => {
  const typed = fs
    .readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /sql<\{[^}]*\bDate\b/.test(fs.readFileSync(path.join('src', file), 'utf8')));
  expect(typed).toEqual([]);
});

test('the files that start first are there', () => {
  expect(slowest.filter((file) => !fs.existsSync(file))).toEqual([]);
});

test('what `npm test` takes a sample of is what the thorough run takes whole', () => {
  // A grown world is smaller in `npm test`.
  const sampling = testsThatImport(/(kit\/extent|grownWorld .*kit\/worlds)/).filter((file) => !heavy.includes(file));
  expect(sampling.toSorted()).toEqual(walks.toSorted());
  expect([...heavy, ...processes].filter((file) => !fs.existsSync(file))).toEqual([]);
});

test('what starts gateways as processes is left to the thorough tests', () => {
  const starting = testsThatImport(/kit\/(gateway-process|demonstration-process|start-command|pooler|prometheus)/);
  expect(starting.filter((file) => ![...heavy, ...processes].includes(file))).toEqual([]);
});

function testsThatImport(what: RegExp): string[] {
  const line = new RegExp(`^import .*${what.source}\\.js';$`, 'm');
  return fs
    .readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.test.ts') && line.test(fs.readFileSync(file, 'utf8')));
}

test('CI runs the tests and the thorough tests', () => {
  const run = fs.readFileSync('.ci/run', 'utf8');
  expect(run).toMatch(/^run_tests '.*' test$/m);
  expect(run).toMatch(/^run_tests '.*' test:thorough$/m);
});
