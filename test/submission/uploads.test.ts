import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DedicatedConnection } from '../../src/database/dedicated-connection.js';
import { globalId } from '../../src/kernel/global-id.js';
import { chooseNext, filesAtOnce } from '../../src/submission/intake/choose-work.js';
import {
  beginWork,
  countChunk,
  isGivenUp,
  takeBackAttempt,
  type Waiting,
  type Work,
} from '../../src/submission/intake/submission-work.sql.js';
import { mostTries } from '../../src/upload/broken-off.js';
import { suspects } from '../../src/upload/suspects.js';
import { UploadSpool } from '../../src/upload/upload-spool.js';
import { cloneDatabase, startTestGateway, type TestGateway } from '../kit/gateway.js';
import { putRow } from '../kit/rows.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, arrangeProgramme, type Person, policyRow } from '../kit/world.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-uploads-'));

beforeAll(async () => {
  gateway = await startTestGateway();
  await arrangeProgramme(gateway);
  insurer = await arrangeInsurer(gateway);
  enterprise = await arrangeEnterprise(gateway);
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A file that another gateway has taken and did not finish. */
async function takenElsewhere({ failures = 0, attempts = 0, isLost = false } = {}) {
  const bytes = csvOf([policyRow(enterprise)]);
  const file = path.join(folder, randomUUID());
  fs.writeFileSync(file, bytes);
  const uploadId = isLost ? randomUUID() : await new UploadSpool(gateway.database.gatewayUrl).store(file);
  const [row] = await gateway.sql<{ id: string }>(
    `insert into submission (programme_id, institution_id, error_policy, status, source, dry_run, row_count,
       accepted_count, failed_count, submitted_at, submitted_by, file_size, sha256, upload_id, attempts, failures)
     select programme.id, institution.id, 'REJECT_FAILED_ROWS', 'QUEUED', 'FILE', false, 0, 0, 0, now(), account.id, $1, $2, $3, $4, $5
     from programme, institution, account limit 1 returning id`,
    [bytes.length, createHash('sha256').update(bytes).digest('hex'), uploadId, attempts, failures],
  );
  const id = (row as { id: string }).id;
  return { id: globalId('Submission', id), bytes, uploadId };
}

const uploads = (id: string) => gateway.sql('select id from upload where id = $1', [id]);

test('a file that one gateway has taken is finished by another', async () => {
  const { id, uploadId } = await takenElsewhere();
  expect(await ended(insurer.client, id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
  expect(await uploads(uploadId)).toEqual([]);
});

test('a submission whose file is lost fails with a reason, and takes the bytes again', async () => {
  const { id, bytes } = await takenElsewhere({ isLost: true });
  expect(await ended(insurer.client, id)).toMatchObject({ status: 'FAILED', fault: { code: 'FILE_GONE' } });
  await gateway.sql(`update submission set accepted_count = 0 where status = 'FAILED'`);
  const again = await upload(insurer.client, bytes);
  expect(again).toMatchObject({ status: 202, repeated: false });
  expect(await ended(insurer.client, again.id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
});

/** From now on a submission of this upload ends the session that counts its rows, as a bug of PostgreSQL would. */
async function endSessionsOf(uploadId: string): Promise<void> {
  await gateway.sql(`create function end_session() returns trigger language plpgsql security definer as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await gateway.sql(`create trigger poison before update on submission for each row
    when (old.upload_id = '${uploadId}' and new.row_count > 0) execute function end_session()`);
}

test('a file that ended two attempts, or that the database always breaks off, is refused and kept, and the queue goes on', async () => {
  const twice = await takenElsewhere({ failures: 2 });
  const other = await takenElsewhere({ failures: 1, attempts: mostTries.interruptions - 1 });
  const poison = await takenElsewhere({ attempts: mostTries.interruptions - 2 });
  await endSessionsOf(poison.uploadId);
  for (const { id, uploadId } of [twice, poison]) {
    expect(await ended(insurer.client, id)).toMatchObject({ status: 'FAILED', fault: { code: 'INTAKE_FAILED' } });
    expect(await uploads(uploadId)).toHaveLength(1);
  }
  expect(await ended(insurer.client, other.id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
  const [row] = await gateway.sql('select attempts from submission where upload_id = $1', [poison.uploadId]);
  expect(row).toEqual({ attempts: mostTries.interruptions + 1 });
  await gateway.sql('drop trigger poison on submission');
});

test('a file is tried twice: a gateway that died counts, one that was told to stop does not', async () => {
  const database = await cloneDatabase();
  const session = await DedicatedConnection.open(database.ownerUrl, 'test');
  const begin = async (id: string) => isGivenUp((await beginWork(session, id, new Date())) as Work);
  try {
    const [died, stopped, further] = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of [died, stopped, further])
      await putRow(database, 'submission', { id, status: 'QUEUED', row_count: 0 });
    expect([await begin(died), await begin(died), await begin(died)]).toEqual([false, false, true]);
    for (let count = 0; count < 5; count += 1) {
      expect(await begin(stopped)).toBe(false);
      await takeBackAttempt(session, stopped);
    }
    for (let count = 0; count < 5; count += 1) {
      expect(await begin(further)).toBe(false);
      const chunk = { rows: 10, accepted: 10, failed: 0, corrected: 0, warned: 0, bytesRead: 1 };
      await countChunk(session, further, count * 10, chunk);
    }
  } finally {
    await session.close();
    await database.drop();
  }
});

test('of files that may have ended a gateway one is worked on at a time, of both kinds', () => {
  const [one, other, fresh] = [1, 1, 0].map((failures) => ({ id: randomUUID(), failures })) as [Tried, Tried, Tried];
  suspects.begin(one);
  expect([one, other, fresh].map((file) => suspects.mayBegin(file))).toEqual([true, false, true]);
  suspects.end(fresh);
  expect(suspects.mayBegin(other)).toBe(false);
  suspects.end(one);
  expect(suspects.mayBegin(other)).toBe(true);
});
type Tried = Parameters<typeof suspects.begin>[0];

describe('places are shared out fairly', () => {
  let next = 0;
  const file = (institutionId: string, fileSize = 1_000): Waiting => ({
    id: String((next += 1)),
    institutionId,
    fileSize,
    failures: 0,
  });
  const large = 50_000_000;

  /** In which order files begin that never end. */
  function order(waiting: Waiting[]): Waiting[] {
    const running: Waiting[] = [];
    for (;;) {
      const chosen = chooseNext(
        waiting.filter((each) => !running.includes(each)),
        running,
      );
      if (!chosen) return running;
      running.push(chosen);
    }
  }

  test('one institution never takes all of them', () => {
    const begun = order(Array.from({ length: 10 }, () => file('a')));
    expect(begun).toHaveLength(filesAtOnce - 1);
    const late = file('b');
    expect(chooseNext([file('a'), late], begun)).toBe(late);
  });

  test('large files never take all of them', () => {
    const begun = order(['a', 'b', 'c', 'd'].map((institution) => file(institution, large)));
    expect(begun).toHaveLength(filesAtOnce - 1);
    const small = file('a');
    expect(chooseNext([file('e', large), small], begun)).toBe(small);
  });

  test('small files do not keep a large one waiting for ever', () => {
    const big = file('a', large);
    const small = ['b', 'c', 'd', 'e', 'f'].map((institution) => file(institution));
    expect(order([...small, big])).toContain(big);
  });

  test('who has fewer files in work comes first', () => {
    const [first, second, other] = [file('a'), file('a'), file('b')];
    expect(order([first, second, other])).toEqual([first, other, second]);
  });
});
