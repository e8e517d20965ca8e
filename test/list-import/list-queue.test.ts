import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { chooseList } from '../../src/list-import/check/choose-lists.js';
import { ListImportStatus } from '../../src/list-import/list-import.js';
import type { ListWork } from '../../src/list-import/work/list-work.sql.js';
import { mostOf } from '../../src/upload/file-attempts.js';
import { UploadSpool } from '../../src/upload/upload-spool.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { listWhen } from '../kit/lists.js';
import { arrangePerson, nextCreditCode, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let platform: Person;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-lists-'));
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A list that another gateway has taken and did not finish. */
async function takenElsewhere({ failures = 0, attempts = 0, deaths = 0, status = 'QUEUED' } = {}) {
  const file = path.join(folder, randomUUID());
  const row = `甲有限公司,${nextCreditCode()},瞪羚企业,2024-01-01,2025-12-31`;
  fs.writeFileSync(file, `企业名称,统一社会信用代码,资质类别,有效期起,有效期止\n${row}`);
  const id = await new UploadSpool(gateway.database.gatewayUrl).store(file);
  await gateway.sql(
    `insert into list_import (id, kind, mode, source, list_date, status, file_size, sha256, uploaded_by, uploaded_at,
       attempts, failures, deaths, decided_by)
     values ($1, 'QUALIFICATIONS', 'ADD', 'x', '2025-08-01', $2, 100, $3, $4, now(), $5, $6, $7, $4)`,
    [id, status, 'a'.repeat(64), platform.accountId, attempts, failures, deaths],
  );
  return { key: id, id: globalId('ListImport', id) };
}

test('a list that failed twice, or always killed the gateway, is refused and kept, at any step', async () => {
  const poison = await takenElsewhere({ failures: mostOf.failures });
  const inEffect = await takenElsewhere({ failures: mostOf.failures, status: 'CONFIRMED' });
  const interrupted = await takenElsewhere({ attempts: mostOf.attempts });
  const killer = await takenElsewhere({ deaths: mostOf.deaths });
  const other = await takenElsewhere({
    failures: mostOf.failures - 1,
    attempts: mostOf.attempts - 1,
    deaths: mostOf.deaths - 1,
  });
  const done = ({ status }: { status: string }) => !['QUEUED', 'CHECKING', 'CONFIRMED'].includes(status);
  for (const { id, key } of [poison, inEffect, interrupted, killer]) {
    expect(await listWhen(platform.client, id, done)).toMatchObject({
      status: 'FAILED',
      fault: { code: 'INTAKE_FAILED' },
    });
    expect(await gateway.sql('select id from upload where id = $1', [key])).toHaveLength(1);
  }
  expect(await listWhen(platform.client, other.id, done)).toMatchObject({ status: 'WAITING', addedCount: 1 });
  // What is counted begins again with the next step.
  const counted = await gateway.sql('select attempts, failures, deaths from list_import where id = $1', [other.key]);
  expect(counted).toEqual([{ attempts: 0, failures: 0, deaths: 0 }]);
});

test('large lists never take all places, and confirmed lists come first', () => {
  const list = (id: string, fileSize: number, status = ListImportStatus.QUEUED) =>
    ({ id, fileSize, status }) as ListWork;
  const [big, bigger, small] = [list('big', 9e6), list('bigger', 9e7), list('small', 1_000)];
  const confirmed = list('confirmed', 1_000, ListImportStatus.CONFIRMED);
  expect(chooseList([big, bigger, small, confirmed], [])).toBe(confirmed);
  expect(chooseList([big, bigger, small], [])).toBe(big);
  expect(chooseList([bigger, small], [big])).toBe(small);
  expect(chooseList([bigger], [big])).toBeUndefined();
  expect(chooseList([small], [big, confirmed])).toBeUndefined();
});
