import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AttachDocumentDocument,
  PoliciesDocument,
  type PolicyRowInput,
  SubmissionRowsDocument,
  type SubmitPoliciesInput,
  SubmitPoliciesDocument,
  WithdrawPolicyDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let insurer: Person;
let other: Person;
let company: ArrangedEnterprise;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, now: '2025-08-20T02:00:00Z' });
  insurer = await arrangeInsurer(gateway);
  other = await arrangeInsurer(gateway, '武夷财产保险');
  company = await arrangeEnterprise(gateway);
});
afterAll(() => gateway.stop());

let keys = 0;
function inputOf(rows: PolicyRowInput[], changes: Partial<SubmitPoliciesInput> = {}): SubmitPoliciesInput {
  keys += 1;
  const idempotencyKey = `push-${keys}`;
  return {
    programme: programmeCode,
    rows,
    errorPolicy: 'REJECT_FAILED_ROWS',
    dryRun: false,
    idempotencyKey,
    ...changes,
  };
}

async function push(input: SubmitPoliciesInput, who = insurer) {
  return (await who.client.get(SubmitPoliciesDocument, { input })).submitPolicies;
}

async function policyCount(who = insurer): Promise<number> {
  return (await who.client.get(PoliciesDocument, { orderBy: 'POLICY_NO' })).policies.totalCount;
}

describe('a failed row names the field, the reason and what to do', () => {
  test.each<[string, Record<string, string | null>, string, string]>([
    ['a missing policy number', { policyNo: null }, 'FIELD_MISSING', 'policyNo'],
    ['a blank one', { policyNo: '  ' }, 'FIELD_MISSING', 'policyNo'],
    ['a NUL', { policyNo: 'A\u0000B' }, 'FIELD_UNREADABLE', 'policyNo'],
    ['half a surrogate pair', { enterpriseName: 'x\ud800' }, 'FIELD_UNREADABLE', 'enterpriseName'],
    ['a name without end', { enterpriseName: '长'.repeat(201) }, 'FIELD_TOO_LONG', 'enterpriseName'],
    ['a credit code with a wrong check', { creditCode: '91350100M000100Z44' }, 'CREDIT_CODE_INVALID', 'creditCode'],
    ['an unknown product', { product: 'CAR' }, 'PRODUCT_UNKNOWN', 'product'],
    ['a day that is not on the calendar', { startsOn: '2024-02-30' }, 'DATE_INVALID', 'startsOn'],
    ['a start in another year', { startsOn: '2023-12-31', endsOn: '2024-12-30' }, 'POLICY_YEAR_MISMATCH', 'startsOn'],
    ['an end before the start', { endsOn: '2024-02-29' }, 'TERM_ENDS_BEFORE_START', 'endsOn'],
    ['a term of more than a year', { endsOn: '2025-03-02' }, 'TERM_TOO_LONG', 'endsOn'],
    ['a premium with separators', { premium: '10,000.00' }, 'PREMIUM_INVALID', 'premium'],
    ['a premium of three decimals', { premium: '1.005' }, 'PREMIUM_INVALID', 'premium'],
    ['a negative premium', { premium: '-1.00' }, 'PREMIUM_INVALID', 'premium'],
    ['no premium at all', { premium: '0.00' }, 'PREMIUM_NOT_POSITIVE', 'premium'],
    ['an invoice number that is too short', { invoiceNo: '123' }, 'INVOICE_NO_INVALID', 'invoiceNo'],
  ])('%s', async (_, changes, code, field) => {
    const { rows, submission } = await push(inputOf([policyRow(company, changes)]));
    expect(rows?.[0]?.userErrors).toMatchObject([{ code, path: ['rows', '0', field] }]);
    expect(rows?.[0]?.userErrors[0]?.message).toMatch(/\w/);
    expect(submission).toMatchObject({ acceptedCount: 0, failedCount: 1 });
  });

  test('all errors of a row are reported together, in Chinese unless English is requested', async () => {
    const input = inputOf([policyRow(company, { premium: 'x', product: 'y' })]);
    const response = await insurer.client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'fr, *;q=0.5' },
      body: JSON.stringify({ query: String(SubmitPoliciesDocument), variables: { input } }),
    });
    const { data } = (await response.json()) as { data: Awaited<ReturnType<typeof answerShape>> };
    const errors = data.submitPolicies.rows?.[0]?.userErrors;
    expect(errors?.map(({ code }) => code)).toEqual(['PRODUCT_UNKNOWN', 'PREMIUM_INVALID']);
    expect(errors?.[1]?.message).toContain('保费“x”不是有效金额');
  });
});

// Only for its type: the shape of an answer of the mutation.
const answerShape = () => insurer.client.get(SubmitPoliciesDocument, { input: inputOf([]) });

test('an early code is accepted with a warning; full-width and lower-case letters are normalised', async () => {
  const { rows } = await push(
    inputOf([
      policyRow(company, { creditCode: '91350100M0001TGQXM' }),
      policyRow(company, { creditCode: '９１350100m000100y43 ' }),
    ]),
  );
  expect(rows?.[0]).toMatchObject({ userErrors: [], warnings: [{ code: 'CREDIT_CODE_EARLY' }] });
  expect(rows?.[1]).toMatchObject({ userErrors: [], warnings: [] });
});

test('fractional shares may sum to exactly 100 per cent, and not to more', async () => {
  const shared = (share: string) => policyRow(company, { coinsuranceNo: 'GB-THIRDS', share });
  // As floating point numbers these three come to 100.00000000000001.
  const { rows } = await push(inputOf(['33.1', '33.2', '33.7'].map(shared)));
  expect(rows?.map(({ userErrors }) => userErrors)).toEqual([[], [], []]);
  const more = await push(inputOf([shared('1')]));
  expect(more.rows?.[0]?.userErrors).toMatchObject([{ code: 'COINSURANCE_OVER_100', path: ['rows', '0', 'share'] }]);
});

test('a policy number counts once in an institution, and in each institution', async () => {
  const row = policyRow(company);
  const { rows } = await push(inputOf([row, row]));
  expect(rows?.map(({ userErrors }) => userErrors[0]?.code)).toEqual([undefined, 'POLICY_NO_REPEATED']);
  expect((await push(inputOf([row]))).rows?.[0]?.userErrors).toMatchObject([{ code: 'POLICY_NO_DUPLICATE' }]);
  expect((await push(inputOf([row]), other)).rows?.[0]?.userErrors).toEqual([]);
});

test('REJECT_ALL accepts nothing if one row fails, and keeps the result of each', async () => {
  const before = await policyCount();
  const answer = await push(
    inputOf([policyRow(company), policyRow(company, { premium: null })], { errorPolicy: 'REJECT_ALL' }),
  );
  expect(answer.userErrors).toMatchObject([{ code: 'SUBMISSION_REJECTED' }]);
  expect(await policyCount()).toBe(before);
  const { submission } = await insurer.client.get(SubmissionRowsDocument, { id: answer.submission!.id });
  expect(submission?.rows.nodes).toMatchObject([{ userErrors: [] }, { userErrors: [{ code: 'FIELD_MISSING' }] }]);
});

test('a dry run returns everything, with the preview of the subsidy, and writes nothing', async () => {
  const before = await gateway.sql(`select (select count(*) from submission) s, (select count(*) from event) e`);
  const { rows, submission } = await push(
    inputOf([policyRow(company, { premium: '0.05' }), policyRow(company, { premium: 'x' })], { dryRun: true }),
  );
  expect(submission).toBeNull();
  expect(rows).toMatchObject([{ subsidyPreview: '0.01', policy: null }, { subsidyPreview: null }]);
  expect(await gateway.sql(`select (select count(*) from submission) s, (select count(*) from event) e`)).toEqual(
    before,
  );
});

test('the same key with the same input returns the same result; with another input it is refused', async () => {
  const input = inputOf([policyRow(company)]);
  const first = await push(input);
  expect(await push(input)).toEqual(first);
  const changed = await push({ ...input, rows: [policyRow(company)] });
  expect(changed.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', path: ['idempotencyKey'] }]);
});

test('ten simultaneous requests with one key are one push', async () => {
  const input = inputOf([policyRow(company)]);
  const answers = await Promise.all(Array.from({ length: 10 }, () => push(input)));
  expect(new Set(answers.map(({ submission }) => submission?.id)).size).toBe(1);
});

test('the same policy pushed simultaneously with two keys is accepted once', async () => {
  const row = policyRow(company);
  const answers = await Promise.all([push(inputOf([row])), push(inputOf([row]))]);
  const codes = answers.map(({ rows }) => rows?.[0]?.userErrors[0]?.code);
  expect(codes.toSorted()).toEqual(['POLICY_NO_DUPLICATE', undefined]);
});

test('a push outside the window, for an unknown programme or of an unconfirmed institution is refused', async () => {
  const rows = [policyRow(company)];
  expect((await push(inputOf(rows, { programme: 'NONE' }))).userErrors).toMatchObject([
    { code: 'PROGRAMME_NOT_FOUND' },
  ]);
  const pending = await arrangeInsurer(gateway, '待核对保险', 'PENDING');
  expect((await push(inputOf(rows), pending)).userErrors).toMatchObject([{ code: 'INSTITUTION_NOT_ACTIVE' }]);
  gateway.clock.set(new Date('2025-09-01T15:59:59Z'));
  expect((await push(inputOf([policyRow(company)]))).userErrors).toEqual([]);
  gateway.clock.set(new Date('2025-09-01T16:00:00Z'));
  expect((await push(inputOf(rows))).userErrors).toMatchObject([
    { code: 'PUSH_WINDOW_CLOSED', details: { until: '2025-09-01', today: '2025-09-02' } },
  ]);
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
});

test('a submission has from 1 to 100 rows', async () => {
  expect((await push(inputOf([]))).userErrors).toMatchObject([{ code: 'ROW_COUNT_OUT_OF_RANGE' }]);
  const many = Array.from({ length: 101 }, () => policyRow(company));
  expect((await push(inputOf(many))).userErrors).toMatchObject([{ details: { found: '101', limit: 100 } }]);
  const most = await push(inputOf(many.slice(1)));
  expect(most.submission).toMatchObject({ rowCount: 100, acceptedCount: 100 });
});

test('an institution sees its own policies and no other’s, and counts only those', async () => {
  const row = policyRow(company);
  await push(inputOf([row]), other);
  const filter = { policyNo: row.policyNo };
  const own = await other.client.get(PoliciesDocument, { filter, orderBy: 'POLICY_NO' });
  expect(own.policies).toMatchObject({ totalCount: 1, nodes: [{ missingDocuments: ['POLICY', 'INVOICE'] }] });
  const foreign = await insurer.client.get(PoliciesDocument, { filter, orderBy: 'POLICY_NO' });
  expect(foreign.policies).toMatchObject({ totalCount: 0, nodes: [] });
});

test('a withdrawn policy can be pushed again; an outdated version is refused with the present one', async () => {
  const row = policyRow(company);
  const { rows } = await push(inputOf([row]));
  const policyId = rows![0]!.policy!.id;
  const withdraw = async (version: number) =>
    (await insurer.client.get(WithdrawPolicyDocument, { input: { policyId, version, reason: '保费录错' } }))
      .withdrawPolicy;
  expect((await withdraw(7)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', details: { present: 1 } }]);
  expect(await withdraw(1)).toMatchObject({ userErrors: [], policy: { status: 'WITHDRAWN', version: 2 } });
  expect((await push(inputOf([row]))).rows?.[0]?.userErrors).toEqual([]);
});

describe('papers', () => {
  const pdf = Buffer.from('%PDF-1.4 a paper');

  async function upload(body: Buffer, who = insurer): Promise<{ status: number; answer: Record<string, unknown> }> {
    const response = await who.client.fetch('/upload/documents', { method: 'POST', body: new Uint8Array(body) });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  }

  test('are recognised by content, stored once, and attached to a policy', async () => {
    const first = await upload(pdf);
    expect(first).toMatchObject({ status: 201, answer: { mediaType: 'application/pdf', size: pdf.length } });
    expect((await upload(pdf)).answer['id']).toBe(first.answer['id']);
    const { rows } = await push(inputOf([policyRow(company)]));
    const policyId = rows![0]!.policy!.id;
    const input = { policyId, documentId: String(first.answer['id']), kind: 'POLICY' as const };
    const { attachDocument } = await insurer.client.get(AttachDocumentDocument, { input });
    expect(attachDocument).toMatchObject({ userErrors: [], policy: { missingDocuments: ['INVOICE'] } });
    const foreign = await other.client.get(AttachDocumentDocument, { input });
    expect(foreign.attachDocument.userErrors).toMatchObject([{ code: 'POLICY_NOT_FOUND' }]);
  });

  test('of another type or without a token are refused, with what to send', async () => {
    expect(await upload(Buffer.from('MZ a program'))).toMatchObject({
      status: 415,
      answer: { errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] },
    });
    const anonymous = await gateway.client().fetch('/upload/documents', { method: 'POST', body: new Uint8Array(pdf) });
    expect(anonymous.status).toBe(401);
  });
});
