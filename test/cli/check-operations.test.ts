import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSchema, Source } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkOperations, checkOperationsCommand } from '../../src/cli/check-operations.js';

const schema = buildSchema(`
  type Query { lines(first: Int): [Line!]! count: Int @deprecated(reason: "use lines; gone after 2027-06-01") }
  type Line { id: ID! name: String }`);

test('a fragment of another file is found, and a deprecated field is named with its place', () => {
  const checked = checkOperations(schema, [
    new Source('query A { lines { ...Named }\n  count }', 'a.graphql'),
    new Source('fragment Named on Line { name } fragment Unused on Line { id }', 'fragments.graphql'),
  ]);
  expect(checked.faults).toEqual([]);
  expect(checked).toMatchObject({
    operationCount: 1,
    deprecations: [
      { file: 'a.graphql', line: 2, column: 3, message: expect.stringContaining('gone after 2027-06-01') },
    ],
  });
});

test('unknown fields and invalid GraphQL are reported with their file', () => {
  const { faults } = checkOperations(schema, [
    new Source('query A { lines { amount } }', 'a.graphql'),
    new Source('query B { lines {', 'b.graphql'),
  ]);
  expect(faults.map(({ file, line }) => [file, line])).toEqual([
    ['b.graphql', 1],
    ['a.graphql', 1],
  ]);
});

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-operations-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('the documents of this repository are valid; an invalid one ends with exit code 1', async () => {
  const documents = ['packages/client/operations', 'schema/operations'].map((one) =>
    fs.readdirSync(one).map((name) => path.join(one, name)),
  );
  const faulty = path.join(folder, 'faulty.graphql');
  fs.writeFileSync(faulty, 'query Faulty { nothingOfTheKind }');
  const run = (files: string[]) => checkOperationsCommand.run(['--schema', 'schema/schema.graphql', ...files]);
  for (const files of documents) expect(await run(files), files[0]!).toBe(0);
  expect(await run([faulty])).toBe(1);
});
