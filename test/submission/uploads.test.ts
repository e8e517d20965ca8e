import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeptSessions } from '../../src/database/connections/kept-sessions.js';
import { DedicatedConnection } from '../../src/database/connections/dedicated-connection.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { chooseNext, filesAtOnce } from '../../src/submission/intake/work/choose-work.js';
import {
  beginWork,
  countChunk,
  type Waiting,
  type Work,
} from '../../src/submission/intake/work/submission-work.sql.js';
import { workOnSubmission } from '../../src/submission/intake/work/work-on-submission.js';
import { type AttemptEnd, endAttempt, isGivenUp, mostOf } from '../../src/upload/file-attempts.js';
import { suspects } from '../../src/upload/suspects.js';
import { UploadFolder } from '../../src/upload/upload-folder.js';
import { UploadSpool } from '../../src/upload/upload-spool.js';
import { cloneDatabase, startTestGateway, type TestGateway } from '../kit/gateway.js';
import { putRow } from '../kit/rows.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-uploads-'));

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
  enterprise = await arrangeEnterprise(gateway);
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** From now on a submission of this upload ends the session that counts its rows, as a bug of PostgreSQL would. */
async function endSessionsOf(uploadId: string): Promise<void> {
  await gateway.sql(`create function end_session() returns trigger language plpgsql security definer as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await gateway.sql(`create trigger poison before update on submission for each row
    when (old.upload_id = '${uploadId}' and new.row_count > 0) execute function end_session()`);
}

/** A file that another gateway has taken and did not finish. */
async function takenElsewhere({ failures = 0, attempts = 0, deaths = 0, isLost = false, isPoison = false } = {}) {
  const bytes = csvOf([policyRow(enterprise)]);
  const file = path.join(folder, randomUUID());
  fs.writeFileSync(file, bytes);
  const uploadId = isLost ? randomUUID() : await new UploadSpool(gateway.database.gatewayUrl).store(file);
  if (isPoison) await endSessionsOf(uploadId);
  const [row] = await gateway.sql<{ id: string }>(
    `insert into submission (programme_id, institution_id, error_policy, status, source, dry_run, row_count,
       accepted_count, failed_count, submitted_at, submitted_by, file_size, sha256, upload_id, attempts, failures, deaths)
     select programme.id, institution.id, 'REJECT_FAILED_ROWS', 'QUEUED', 'FILE', false, 0, 0, 0, now(), account.id, $1, $2, $3, $4, $5, $6
     from programme, institution, account limit 1 returning id`,
    [bytes.length, createHash('sha256').update(bytes).digest('hex'), uploadId, attempts, failures, deaths],
  );
  const id = (row as { id: string }).id;
  // A file that this gateway receives lets it look for more.
  await upload(insurer.client, csvOf([policyRow(enterprise)]));
  return { id: globalId('Submission', id), bytes, uploadId };
}

const uploads = (id: string) => gateway.sql('select id from upload where id = $1', [id]);

test('a start forgets files that were kept too long, and opens no session of its own to look for them', async () => {
  const putOld = async ({ sql }: Pick<TestGateway, 'sql'>) =>
    void (await sql(
      `insert into upload (id, size, keep_until) values (gen_random_uuid(), 0, now() - interval '1 day')`,
    ));
  const started = await startTestGateway({ world: programmeWorld, beforeConnecting: putOld });
  try {
    await expect.poll(() => started.sql('select from upload'), { timeout: 20_000 }).toEqual([]);
    const opened = await started.sql(`select from pg_stat_activity
      where datname = current_database() and application_name = 'mianshen upload'`);
    expect(opened).toEqual([]);
  } finally {
    await started.stop();
  }
});

test('a file that one gateway has accepted can be finished by another', async () => {
  const { id, uploadId } = await takenElsewhere();
  expect(await ended(insurer.client, id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
  expect(await uploads(uploadId)).toEqual([]);
});

test('sessions that wait for the next file and that the database ended are not used for it', async () => {
  const waiting = `application_name in ('mianshen upload', 'mianshen intake') and datname = current_database()`;
  const first = await upload(insurer.client, csvOf([policyRow(enterprise)]));
  await ended(insurer.client, first.id);
  const gone = await gateway.sql<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity where ${waiting} and pg_terminate_backend(pid) order by 1`,
  );
  expect(gone).toEqual([{ name: 'mianshen intake' }, { name: 'mianshen upload' }]);
  const next = await upload(insurer.client, csvOf([policyRow(enterprise)]));
  expect(next.status).toBe(202);
  expect(await ended(insurer.client, next.id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
});

test('a submission whose file is lost fails with a reason, and accepts the file again', async () => {
  const { id, bytes } = await takenElsewhere({ isLost: true });
  expect(await ended(insurer.client, id)).toMatchObject({ status: 'FAILED', fault: { code: 'FILE_GONE' } });
  await gateway.sql(`update submission set accepted_count = 0 where status = 'FAILED'`);
  const again = await upload(insurer.client, bytes);
  expect(again).toMatchObject({ status: 202, repeated: false });
  expect(await ended(insurer.client, again.id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
});

test('a file that failed twice, or always ended the gateway or the database, is refused and kept', async () => {
  const twice = await takenElsewhere({ failures: mostOf.failures });
  const killer = await takenElsewhere({ deaths: mostOf.deaths });
  const other = await takenElsewhere({
    failures: mostOf.failures - 1,
    attempts: mostOf.attempts - 1,
    deaths: mostOf.deaths - 1,
  });
  const poison = await takenElsewhere({ attempts: mostOf.attempts - 2, isPoison: true });
  for (const { id, uploadId } of [twice, killer, poison]) {
    expect(await ended(insurer.client, id)).toMatchObject({ status: 'FAILED', fault: { code: 'INTAKE_FAILED' } });
    expect(await uploads(uploadId)).toHaveLength(1);
  }
  expect(await ended(insurer.client, other.id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
  const [row] = await gateway.sql('select attempts, failures, deaths from submission where upload_id = $1', [
    poison.uploadId,
  ]);
  expect(row).toEqual({ attempts: mostOf.attempts + 1, failures: 0, deaths: 0 });
  await gateway.sql('drop trigger poison on submission');
});

describe('what counts as an error of the file', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let session: DedicatedConnection;
  beforeAll(async () => {
    database = await cloneDatabase();
    session = await DedicatedConnection.open(database.ownerUrl, 'test');
  });
  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function putFile(values: Record<string, string> = {}): Promise<string> {
    const id = randomUUID();
    await putRow(database, 'submission', { id, status: 'QUEUED', row_count: 0, ...values });
    return id;
  }

  /** How many attempts may begin where each of them ends like this; at most 30 are tried. */
  async function triesOf(end: (id: string, tries: number) => Promise<void>): Promise<number> {
    const id = await putFile();
    for (let tries = 0; tries < 30; tries += 1) {
      if (isGivenUp((await beginWork(session, id, new Date())) as Work)) return tries;
      await end(id, tries);
    }
    return 30;
  }
  const ending = (end: AttemptEnd) => triesOf((id) => endAttempt(session, 'submission', id, end));

  test('a failure is tried twice, a crash of the gateway some more times, and a requested stop is always repeated', async () => {
    expect(await ending('FAILED')).toBe(mostOf.failures);
    expect(await triesOf(async () => undefined)).toBe(mostOf.deaths);
    expect(await ending('INTERRUPTED')).toBe(mostOf.attempts);
    expect(await ending('NOT_COUNTED')).toBe(30);
  });

  test('an attempt that gets further counts as the first one, also if the gateway dies afterwards', async () => {
    const chunk = { rows: 10, accepted: 10, failed: 0, corrected: 0, warned: 0, bytesRead: 1 };
    expect(await triesOf((id, tries) => countChunk(session, id, tries * 10, chunk))).toBe(30);
  });

  test.skipIf(!fs.existsSync('/dev/full'))('a full disk is not an error of the file', async () => {
    const [programme, full] = [randomUUID(), path.join(folder, 'full')];
    await putRow(database, 'programme', { id: programme });
    await putRow(database, 'programme_rules', { programme_id: programme });
    const bytes = path.join(folder, 'bytes');
    fs.writeFileSync(bytes, 'x');
    const uploadId = await new UploadSpool(database.ownerUrl).store(bytes);
    const id = await putFile({ programme_id: programme, upload_id: uploadId });
    const onFullDisk = new UploadFolder(folder);
    onFullDisk.workFile = async () => {
      fs.symlinkSync('/dev/full', full);
      return full;
    };
    const { clock, config } = gateway;
    const { signal } = new AbortController();
    const sessions = new KeptSessions(database.ownerUrl, 'intake', 1);
    const means = { sessions, clock, folder: onFullDisk, vault: config.vault, signal };
    await expect(workOnSubmission(id, means)).rejects.toMatchObject({
      end: 'NOT_COUNTED',
      cause: { code: 'ENOSPC' },
    });
    expect(fs.existsSync(full)).toBe(false);
  });
});

test('files that crashed a gateway are processed one at a time, the one with the fewest crashes first', () => {
  const file = (id: string, deaths: number) => ({ id, deaths });
  const [twice, once, fresh] = [file('twice', 2), file('once', 1), file('fresh', 0)];
  expect(suspects.mayBegin([twice, once, fresh])).toEqual([once, fresh]);
  suspects.begin(once);
  expect(suspects.mayBegin([twice, fresh])).toEqual([fresh]);
  suspects.end(fresh);
  expect(suspects.mayBegin([twice])).toEqual([]);
  suspects.end(once);
  expect(suspects.mayBegin([twice])).toEqual([twice]);
});

describe('places are shared fairly', () => {
  let next = 0;
  const file = (institutionId: string, fileSize = 1_000): Waiting => ({
    id: String((next += 1)),
    institutionId,
    fileSize,
    deaths: 0,
    traceparent: null,
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

  test('small files do not delay a large one without limit', () => {
    const big = file('a', large);
    const small = ['b', 'c', 'd', 'e', 'f'].map((institution) => file(institution));
    expect(order([...small, big])).toContain(big);
  });

  test('an institution with fewer files in progress comes first', () => {
    const [first, second, other] = [file('a'), file('a'), file('b')];
    expect(order([first, second, other])).toEqual([first, other, second]);
  });
});
