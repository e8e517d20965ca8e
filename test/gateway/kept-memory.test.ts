import { expect, test } from 'vitest';
import type { Context } from '../../src/access/context.js';
import { Role } from '../../src/access/role.js';
import type { Viewer } from '../../src/access/viewer.js';
import { KeptAnswers } from '../../src/gateway/execution/kept-answers.js';
import type { DocumentPlan } from '../../src/gateway/execution/plan/plan-document.js';
import { SharedReads } from '../../src/gateway/execution/shared-reads.js';

const keptOf = (name: string) => new KeptAnswers({ name: async () => name });

test('a short answer keeps its own bytes in memory, and no others', async () => {
  const kept = keptOf('1');
  for (const key of ['first', 'second', 'third']) kept.keep(key, '{"name":"科技"}', '1');
  const found = await kept.find('third');
  expect(found?.toString()).toBe('{"name":"科技"}');
  expect(found?.buffer.byteLength).toBe(found?.length);
});

test('what is forgotten is not found again in a snapshot of the same name', async () => {
  const kept = keptOf('1');
  for (const key of ['first', 'second']) kept.keep(key, '{}', '1');
  expect(await kept.find('second')).toBeDefined();
  kept.forget();
  expect(await kept.find('second')).toBeUndefined();
});

test('a fault of one who reads together with others is its own, and the next ones are read', async () => {
  let ended = 0;
  const db = { snapshotName: async () => '1', finish: async () => void (ended += 1) };
  const plan = {
    number: 0,
    isByKey: true,
    dependsOnAccount: false,
    write: async ({ id }: { id: string }) => {
      if (id === 'bad') throw new TypeError('A fault of the program');
      return `{"id":"${id}"}`;
    },
  } as unknown as DocumentPlan;
  const reads = new SharedReads(() => ({ db }) as unknown as Context, keptOf('1'));
  const viewer = { role: Role.AUDITOR, subjectId: null } as Viewer;
  const read = (id: string) => reads.read(plan, { id }, viewer, 'zh');
  for (let round = 1; round <= 2; round += 1) {
    const answers = await Promise.allSettled([read('a'), read('bad'), read('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect.poll(() => ended).toBe(round);
  }
});
