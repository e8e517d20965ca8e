import { afterAll, beforeAll, expect, test } from 'vitest';
import { SubmissionProgressedDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, faultsOf, headings, upload, uploaded } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, arrangePush, type Person, policyRow } from '../kit/world.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;

beforeAll(async () => {
  gateway = await startTestGateway();
  ({ insurer, enterprise } = await arrangePush(gateway));
});
afterAll(() => gateway.stop());

const row = (changes = {}) => policyRow(enterprise, changes);

test('a CSV is accepted, and failures are reported row by row', async () => {
  const rows = [row(), row({ premium: '0' }), row({ endsOn: '2026-01-01', invoiceNo: '12' }), row()];
  const submission = await uploaded(insurer.client, csvOf(rows));
  expect(submission).toMatchObject({ status: 'COMPLETED', source: 'FILE', fileFormat: 'CSV' });
  expect(submission).toMatchObject({ rowCount: 4, acceptedCount: 2, failedCount: 2 });
  expect(faultsOf(submission)).toEqual([
    [3, ['PREMIUM_NOT_POSITIVE premium']],
    [4, ['TERM_TOO_LONG endsOn', 'INVOICE_NO_INVALID invoiceNo']],
  ]);
  expect(submission.rows.nodes.map(({ index, policy }) => [index, policy?.policyNo])).toEqual([
    [2, rows[0]?.policyNo],
    [3, undefined],
    [4, undefined],
    [5, rows[3]?.policyNo],
  ]);
});

test('NDJSON is accepted with field names', async () => {
  const submission = await uploaded(insurer.client, [row(), row()].map((line) => JSON.stringify(line)).join('\n'));
  expect(submission).toMatchObject({ fileFormat: 'NDJSON', acceptedCount: 2, failedCount: 0 });
});

test('REJECT_ALL accepts all rows or none', async () => {
  const good = row();
  const bad = row({ premium: 'x' });
  const rejected = await uploaded(insurer.client, csvOf([good, bad]), { errorPolicy: 'REJECT_ALL' });
  expect(rejected).toMatchObject({ status: 'REJECTED', rowCount: 2, acceptedCount: 0, failedCount: 1 });
  expect(await gateway.sql('select from policy where policy_no = $1', [good.policyNo])).toHaveLength(0);
  const taken = await uploaded(insurer.client, csvOf([good, row()]), { errorPolicy: 'REJECT_ALL' });
  expect(taken).toMatchObject({ status: 'COMPLETED', acceptedCount: 2 });
});

test('a dry run returns everything, the preview included, and writes no policy', async () => {
  const rows = [row({ premium: '1000.05' }), row({ product: '关键研发设备保险' }), row({ product: 'x' })];
  const submission = await uploaded(insurer.client, csvOf(rows), { dryRun: 'true' });
  expect(submission).toMatchObject({ status: 'COMPLETED', dryRun: true, acceptedCount: 2, failedCount: 1 });
  expect(submission.subsidyPreview).toBe('5100.01');
  expect(await gateway.sql('select from policy where policy_no = $1', [rows[0]?.policyNo])).toHaveLength(0);
});

test('duplicates within the file and across submissions are refused, and the first is kept', async () => {
  const first = row();
  const again = row({ policyNo: first.policyNo });
  const submission = await uploaded(insurer.client, csvOf([first, again]));
  expect(faultsOf(submission)).toEqual([[3, ['POLICY_NO_REPEATED policyNo']]]);
  const later = await uploaded(insurer.client, csvOf([row({ policyNo: first.policyNo })]));
  expect(faultsOf(later)).toEqual([[2, ['POLICY_NO_DUPLICATE policyNo']]]);
});

test('the same file again returns the first submission', async () => {
  const body = csvOf([row(), row()]);
  const first = await upload(insurer.client, body, { idempotencyKey: 'a' });
  await ended(insurer.client, first.id);
  expect(await upload(insurer.client, body)).toMatchObject({ status: 202, id: first.id, repeated: true });
  expect(await upload(insurer.client, body, { idempotencyKey: 'a' })).toMatchObject({ id: first.id, repeated: true });
  const other = await upload(insurer.client, csvOf([row()]), { idempotencyKey: 'a' });
  expect(other).toMatchObject({ status: 422, errors: [{ extensions: { code: 'UPLOAD_KEY_CONFLICT' } }] });
});

test('two simultaneous uploads of one institution do not interfere, and a number counts once', async () => {
  const shared = Array.from({ length: 300 }, () => row());
  const files = [0, 1].map(() => csvOf([...Array.from({ length: 300 }, () => row()), ...shared].toReversed()));
  const answers = await Promise.all(files.map((file) => upload(insurer.client, file)));
  const [one, other] = await Promise.all(answers.map(({ id }) => ended(insurer.client, id)));
  expect([one?.status, other?.status]).toEqual(['COMPLETED', 'COMPLETED']);
  expect(Number(one?.acceptedCount) + Number(other?.acceptedCount)).toBe(900);
  expect(Number(one?.failedCount) + Number(other?.failedCount)).toBe(300);
  const [held] = await gateway.sql('select count(*)::int from policy where policy_no = any($1)', [
    shared.map(({ policyNo }) => policyNo),
  ]);
  expect(held).toEqual({ count: 300 });
});

test('five simultaneous uploads of one file are one submission', async () => {
  const body = csvOf([row(), row()]);
  const answers = await Promise.all(Array.from({ length: 5 }, () => upload(insurer.client, body)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(await ended(insurer.client, answers[0]?.id as string)).toMatchObject({ acceptedCount: 2 });
});

test('progress is pushed until the end', async () => {
  const { id } = await upload(insurer.client, csvOf(Array.from({ length: 500 }, () => row())));
  const seen = [];
  for await (const { submissionProgressed } of insurer.client.follow(SubmissionProgressedDocument, {
    submissionId: id,
  })) {
    seen.push(submissionProgressed);
  }
  expect(seen.at(-1)).toMatchObject({ share: 1, submission: { status: 'COMPLETED', acceptedCount: 500 } });
});

test('corrections change the earlier policy and say what changed', async () => {
  const first = row();
  await uploaded(insurer.client, csvOf([first]));
  const corrected = { ...first, premium: '20000' };
  const lines = csvOf([corrected, row()], `${headings},操作`).split('\n');
  const body = [lines[0], `${lines[1]},更正`, `${lines[2]},更正`].join('\n');
  const submission = await uploaded(insurer.client, body);
  expect(submission).toMatchObject({ acceptedCount: 1, correctedCount: 1, failedCount: 1 });
  expect(faultsOf(submission)).toEqual([[3, ['CORRECTION_UNKNOWN policyNo']]]);
  const [policy] = await gateway.sql('select premium, version, submission_id from policy where policy_no = $1', [
    first.policyNo,
  ]);
  expect(policy).toMatchObject({ premium: '20000.00', version: 2 });
  const [correction] = await gateway.sql('select changes from policy_correction');
  expect(correction).toEqual({ changes: [{ field: 'premium', from: '10000.00', to: '20000.00' }] });
});

test('shares of one contract sum to at most 100 per cent over all insurers', async () => {
  const other = await arrangeInsurer(gateway, '另一家保险');
  const shared = (share: string) => {
    const [head, line] = csvOf([row()], `${headings},共保比例（%）,共保合同号`).split('\n');
    return `${head}\n${line},${share},GB-1`;
  };
  expect(await uploaded(insurer.client, shared('60%'))).toMatchObject({ acceptedCount: 1 });
  const over = await uploaded(other.client, shared('50'));
  expect(faultsOf(over)).toEqual([[2, ['COINSURANCE_OVER_100 share']]]);
  expect(await uploaded(other.client, shared('40'))).toMatchObject({ acceptedCount: 1, flaggedCount: 0 });
});

test('the same invoice, and overlapping periods, are flagged and not refused', async () => {
  const company = await arrangeEnterprise(gateway);
  const other = await arrangeInsurer(gateway, '第三家保险');
  const first = policyRow(company);
  await uploaded(insurer.client, csvOf([first]));
  const same = policyRow(company, { invoiceNo: first.invoiceNo, product: 'KEY_RD_EQUIPMENT' });
  const overlapping = policyRow(company, { startsOn: '2024-06-01', endsOn: '2025-05-31' });
  const submission = await uploaded(other.client, csvOf([same, overlapping]));
  expect(submission).toMatchObject({ acceptedCount: 2, flaggedCount: 2 });
  const flags = await gateway.sql(
    `select policy.policy_no, kind, other.policy_no as other from policy_flag
     join policy on policy.id = policy_id join policy as other on other.id = other_policy_id
     where policy.enterprise_id = $1 order by 2, 1`,
    [company.id],
  );
  expect(flags).toEqual(
    [
      { policy_no: first.policyNo, kind: 'OVERLAPPING_PERIOD', other: overlapping.policyNo },
      { policy_no: overlapping.policyNo, kind: 'OVERLAPPING_PERIOD', other: first.policyNo },
      { policy_no: first.policyNo, kind: 'SAME_INVOICE', other: same.policyNo },
      { policy_no: same.policyNo, kind: 'SAME_INVOICE', other: first.policyNo },
    ].toSorted((one, two) => one.kind.localeCompare(two.kind) || (one.policy_no < two.policy_no ? -1 : 1)),
  );
});
