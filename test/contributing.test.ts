import fs from 'node:fs';
import path from 'node:path';
import { graphql, printSchema } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import { buildGatewaySchema, buildSchemaOf } from '../src/gateway/schema/schema.js';
import { publicViewer } from '../src/access/viewer.js';
import type { Module } from '../src/module.js';
import { modules } from '../src/modules.js';

const folder = path.resolve('test', '.worked-example');

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Writes the files that CONTRIBUTING.md shows to a folder of this test, where `..` is not `src`. */
function writeExample(): void {
  const page = fs.readFileSync('CONTRIBUTING.md', 'utf8');
  fs.mkdirSync(folder, { recursive: true });
  for (const [, name = '', code = ''] of page.matchAll(/```ts file=(\S+)\n(.*?)```/gs)) {
    fs.writeFileSync(path.join(folder, name), code.replaceAll(`'../`, `'../../src/`));
  }
}

test('the worked example of CONTRIBUTING.md is a module that answers', async () => {
  // Built first: the classes of the example are known to type-graphql from here on.
  buildGatewaySchema();
  writeExample();
  const { hotlineModule } = (await import(path.join(folder, 'hotline.module.ts'))) as { hotlineModule: Module };
  const schema = buildSchemaOf([...modules, hotlineModule]);
  expect(printSchema(schema)).toContain('type Hotline {');
  const answer = await graphql({
    schema,
    source: '{ hotlines { office phone } }',
    contextValue: { viewer: publicViewer },
  });
  expect(answer).toEqual({ data: { hotlines: [{ office: '省科技厅科技资源统筹处', phone: '0591-87882112' }] } });
});
