import fs from 'node:fs';
import path from 'node:path';
import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { buildGatewaySchema } from '../src/gateway/schema/schema.js';
import { exampleOperations } from './kit/examples.js';

const pages = ['README.md', ...fs.readdirSync('docs').map((name) => path.join('docs', name))].filter((name) =>
  name.endsWith('.md'),
);

/** Whole operations that a page shows: blocks of GraphQL, bodies of curl, and operations within code. */
function operationsOf(text: string): string[] {
  const blocks = [...text.matchAll(/```graphql\n(.*?)```/gs)].map(([, block]) => block as string);
  const bodies = [...text.matchAll(/"query":\s*("(?:[^"\\]|\\.)*")/g)].map(
    ([, body]) => JSON.parse(body as string) as string,
  );
  const inline = [...text.matchAll(/`((?:mutation|subscription|query)\b[^`]*\{[^`]*\})`/g)].map(
    ([, code]) => code as string,
  );
  return [...blocks, ...bodies, ...inline];
}

const shown = pages.flatMap((page) =>
  operationsOf(fs.readFileSync(page, 'utf8')).map((operation) => [page, operation] as const),
);

test('the pages show operations', () => {
  expect(shown.length).toBeGreaterThan(15);
});

test.each(shown)('%s shows what the schema has: %s', (_, operation) => {
  const faults = validate(buildGatewaySchema({ sandbox: true }), parse(operation));
  expect(faults.map(({ message }) => message)).toEqual([]);
});

test.each(await exampleOperations())('the example %s asks in %s for what the schema has', (_, __, operation) => {
  const faults = validate(buildGatewaySchema({ sandbox: true }), parse(operation));
  expect(faults.map(({ message }) => message)).toEqual([]);
});

const linked = [...pages, ...fs.globSync('src/*/README.md')].flatMap((page) =>
  [...fs.readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
    ([, target]) => [page, target as string] as const,
  ),
);

test.each(linked)('%s links to %s, which is there', (page, target) => {
  expect(fs.existsSync(path.resolve(path.dirname(page), target))).toBe(true);
});

const rules = [...fs.readFileSync('docs/rules.md', 'utf8').matchAll(/^\| (.+?) +\| .+\]\(([^)]+)\) `(\w+)`/gm)].map(
  ([, rule, target, name]) => [rule as string, path.resolve('docs', target as string), name as string] as const,
);

test('the page of rules covers the notice', () => {
  expect(rules.length).toBeGreaterThan(50);
});

test.each(rules)('the rule "%s" is where the page says', (_, file, name) => {
  expect(fs.readFileSync(file, 'utf8')).toMatch(new RegExp(`\\b${name}\\b`));
});

const decisions = fs.readdirSync('docs/decisions').filter((name) => name !== 'README.md');

test.each(decisions)('the decision %s has the form of all', (name) => {
  const headings = [...fs.readFileSync(path.join('docs/decisions', name), 'utf8').matchAll(/^## (.+)/gm)];
  expect(headings.map(([, heading]) => heading)).toEqual(['Context', 'Decision', 'Consequence']);
});

const written = [
  ...pages,
  'bench/README.md',
  ...fs.globSync('docs/decisions/*.md'),
  ...fs.globSync('src/*/README.md'),
].flatMap((page) =>
  [...fs.readFileSync(page, 'utf8').matchAll(/`((?:src|migrations|test|bench|\.ci)\/[\w./-]+\.\w+)`/g)].map(
    ([, file]) => [page, file as string] as const,
  ),
);

test('every file that a page names is there', () => {
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter(([, file]) => !fs.existsSync(file))).toEqual([]);
});
