import fs from 'node:fs';
import { expect, test } from 'vitest';
import { modules } from '../src/modules.js';

/*
 * What a module defines is in its declaration. The program is a loop over the declarations, so that what is missing in one
 * is never served, stored or run, and nothing fails.
 */

/** The names that match `pattern` in files of a module; those of the gateway itself are declared elsewhere. */
function defined(module: string, files: string, pattern: RegExp): string[] {
  return fs
    .globSync(`src/${module}/**/${files}`)
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name as string));
}

/** A class, behind the decorators that begin with `decorator`. */
const classWith = (decorator: string) =>
  new RegExp(`^@${decorator}\\((?:(?!^export |^class ).*\\n)*?^export (?:abstract )?class (\\w+)`, 'gm');

const names = (classes: readonly { name: string }[] = []) => classes.map(({ name }) => name);

const kinds = [
  ['resolvers', '*.resolver.ts', classWith('Resolver')],
  ['entities', '*.ts', classWith('Entity')],
  ['jobs', '*.jobs.ts', /^ {2}name: '(.+)',$/gm],
] as const;

test.each(kinds)('every module declares the %s in its folder', (kind, files, pattern) => {
  const all = modules.flatMap((module) => {
    const declared = names(module[kind] as { name: string }[] | undefined);
    return defined(module.name, files, pattern).map((name) => [`${module.name}: ${name}`, declared.includes(name)]);
  });
  expect(all.filter(([, declared]) => !declared)).toEqual([]);
  expect(all.length).toBeGreaterThan(14);
});

const parts = [
  ['events', 'events'],
  ['states', 'states'],
  ['worklist', 'worklist'],
] as const;

test.each(parts)('a module with %s declares them', (kind, file) => {
  const having = modules.filter(({ name }) => fs.globSync(`src/${name}/**/*.${file}.ts`).length > 0);
  expect(having.filter((module) => module[kind] === undefined).map(({ name }) => name)).toEqual([]);
  expect(having.length).toBeGreaterThan(10);
});
