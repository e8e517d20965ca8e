import fs from 'node:fs';
import path from 'node:path';
import { graphql, printSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchemaOf } from '../src/gateway/schema/schema.js';
import { publicViewer } from '../src/access/viewer.js';
import type { Module } from '../src/module.js';
import { modules } from '../src/modules.js';
import { startTestGateway, type TestGateway } from './kit/gateway.js';
import { runJob } from './kit/jobs.js';
import { triggersOf } from './kit/state-triggers.js';
import { systemContext } from './kit/system-context.js';

const folder = path.resolve('test', '.worked-example');

let gateway: TestGateway;
let hotlineModule: Module;

beforeAll(async () => {
  // First: the classes of the example are known to type-graphql once they are loaded.
  gateway = await startTestGateway();
  writeExample();
  ({ hotlineModule } = (await import(path.join(folder, 'hotline.module.ts'))) as { hotlineModule: Module });
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  await gateway.stop();
});

/** Writes the files that CONTRIBUTING.md shows to a folder of this test, where `..` is not `src`. */
function writeExample(): void {
  const page = fs.readFileSync('CONTRIBUTING.md', 'utf8');
  fs.mkdirSync(folder, { recursive: true });
  for (const [, name = '', code = ''] of page.matchAll(/```(?:ts|sql) file=(\S+)\n(.*?)```/gs)) {
    fs.writeFileSync(path.join(folder, name), code.replaceAll(`'../`, `'../../src/`));
  }
}

test('the worked example of CONTRIBUTING.md is a module that works', async () => {
  const schema = buildSchemaOf([...modules, hotlineModule]);
  expect(printSchema(schema)).toContain('type Hotline {');
  const answer = await graphql({
    schema,
    source: '{ hotlines { office phone } }',
    contextValue: { viewer: publicViewer },
  });
  expect(answer).toEqual({ data: { hotlines: [{ office: '省科技厅科技资源统筹处', phone: '0591-87882112' }] } });
});

test('its job moves what is due, once, by a declared move, and records the event', async () => {
  const [endHotlines] = hotlineModule.jobs!;
  await gateway.sql(fs.readFileSync(path.join(folder, 'hotline.sql'), 'utf8'));
  await gateway.sql(triggersOf(hotlineModule.states![0]!));
  await gateway.sql('grant select, update on hotline to mianshen_system');
  await gateway.sql(`insert into hotline (office, phone, served_until, status)
    values ('A', '1', '2025-08-31', 'SERVED'), ('B', '2', '2025-09-01', 'SERVED')`);
  gateway.clock.set(new Date('2025-09-01T10:00:00+08:00'));
  const { context, end } = systemContext(gateway);
  try {
    expect([await runJob(endHotlines!, context), await runJob(endHotlines!, context)]).toEqual([true, false]);
  } finally {
    await end();
  }
  expect(await gateway.sql('select office, status from hotline order by office')).toEqual([
    { office: 'A', status: 'ENDED' },
    { office: 'B', status: 'SERVED' },
  ]);
  const events = await gateway.sql<{ type: string; data: object }>(
    `select type, data from event where subject_type = 'Hotline'`,
  );
  expect(events).toEqual([{ type: 'HOTLINE_ENDED', data: { until: '2025-08-31' } }]);
  expect(hotlineModule.events!['HOTLINE_ENDED']!.safeParse(events[0]!.data).success).toBe(true);
});
