import iconv from 'iconv-lite';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { OrderPaymentDocument, ReleasePaymentDocument } from '../generated/graphql.js';
import { askYear, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { paymentVersion, publishedYear, type PublishedYear } from '../kit/published-year.js';
import { arrangePerson, type Person, programmeCode } from '../kit/world.js';

/** The treasury's file in the layout that its system takes. Two claims of 1,000 yuan, returned between the files. */
let gateway: TestGateway;
let year: PublishedYear;
let colleague: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2), environment: { BACKGROUND_JOBS: 'true' } });
  year = await askYear(gateway, 2);
  colleague = await arrangePerson(gateway, Role.FINANCE);
  await claimAll(gateway);
});
afterAll(() => gateway.stop());

interface Layout {
  id: string;
  number: number;
  status: string;
  version: number;
}
interface Step {
  layout: Layout | null;
  userErrors: { code: string; message: string }[];
}

let serial = 0;
async function call({ client }: Person, name: string, type: string, input: object): Promise<Step> {
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) {
    layout { id number status version } userErrors { code message } } }`;
  return (await client.get<Record<string, Step>, object>(text, { input }))[name]!;
}
const propose = (layout: object) =>
  call(year.finance, 'proposePaymentLayout', 'ProposePaymentLayoutInput', {
    programme: programmeCode,
    layout,
    idempotencyKey: `layout-${(serial += 1)}`,
  });
const approve = ({ id: layoutId, version }: Layout, person = colleague) =>
  call(person, 'approvePaymentLayout', 'PaymentLayoutStepInput', { layoutId, version });

const column = (field: string, heading: string, text?: string) => ({ field, heading, text });
const columns = [
  column('SERIAL', '序号'),
  column('ACCOUNT_NUMBER', '收款人账号'),
  column('HOLDER', '收款人名称'),
  column('AMOUNT_IN_FEN', '金额（分）'),
  column('AMOUNT', '金额（元）'),
  column('TEXT', '用途', '科技保险补贴'),
  column('REFERENCE', '业务编号'),
];

/** Orders, releases and reads a file; then everything is returned, so that the next test orders it again. */
async function fileOf(format: string): Promise<{ status: number; bytes: Buffer; batchId: string }> {
  const version = await paymentVersion(year.science);
  const input = { programme: programmeCode, version, idempotencyKey: `order-${(serial += 1)}` };
  const { orderPayment } = await year.science.client.get(OrderPaymentDocument, { input });
  const { id: batchId, version: seen } = orderPayment.batch!;
  await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version: seen } });
  const response = await year.finance.client.fetch(`/payment-batches/${batchId}/file.${format}`);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), batchId };
}
const settle = () =>
  gateway.sql(
    `with line as (update payment_line set status = 'FAILED', reason = 'test')
     , batch as (update payment_batch set status = 'SETTLED', failed_count = line_count, open_count = 0,
       failed_amount = total_amount, open_amount = 0)
     update claim set status = 'CLAIMED'`,
  );

test('an unusable layout is refused, with every error named', async () => {
  const { userErrors } = await propose({
    format: 'TEXT',
    totals: 'LAST',
    totalsLabel: ' ',
    columns: [column('HOLDER', '户名'), column('TEXT', '户名'), column('AMOUNT', '金额', '多余')],
  });
  expect(userErrors.map(({ code }) => code)).toEqual(['PAYMENT_LAYOUT_UNFIT']);
  expect(userErrors[0]?.message).toContain('REFERENCE is missing');
  for (const fault of ['ACCOUNT_NUMBER', 'the same heading', 'has no text', 'has a text', 'no label']) {
    expect(userErrors[0]?.message).toContain(fault);
  }
});

test('the person who proposed a layout does not put it in force', async () => {
  const { layout } = await propose({
    format: 'TEXT',
    encoding: 'GBK',
    delimiter: 'BAR',
    totals: 'LAST',
    totalsLabel: '合计',
    columns,
  });
  expect(layout).toMatchObject({ number: 1, status: 'PROPOSED' });
  expect((await approve(layout!, year.finance)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await approve({ ...layout!, version: 7 })).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect((await approve(layout!)).layout).toMatchObject({ status: 'IN_FORCE' });
});

test('the file has the columns in their order, GBK, the delimiter and the totals', async () => {
  const { bytes, batchId } = await fileOf('txt');
  const [head, first, second, total, rest] = iconv.decode(bytes, 'gbk').split('\r\n');
  expect(head).toBe('序号|收款人账号|收款人名称|金额（分）|金额（元）|用途|业务编号');
  expect(first).toBe('1|6217000000000000000|福州第1科技有限公司|100000|1000.00|科技保险补贴|FJ-2025-001-000001');
  expect(second).toMatch(/^2\|.*\|100000\|1000\.00\|科技保险补贴\|FJ-2025-001-000002$/);
  expect([total, rest]).toEqual(['2|合计||200000|2000.00||', '']);
  expect((await year.finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).status).toBe(404);
  await settle();
});

test('a later version replaces it, as a workbook; files in the old layout stay readable', async () => {
  const { layout } = await propose({ format: 'XLSX', totals: 'FIRST', totalsLabel: '总计', columns });
  expect((await approve(layout!)).layout).toMatchObject({ number: 2, status: 'IN_FORCE' });
  const { bytes } = await fileOf('xlsx');
  const { rows } = (await readXlsx(bytes)).sheets[0]!;
  expect(rows.map((row) => row[0])).toEqual(['序号', '2', '1', '2']);
  expect(rows[1]).toContain('2000.00');
  const { programme } = await colleague.client.get<{ programme: object }, object>(
    `{ programme(code: "${programmeCode}") { paymentLayouts { number status columns { heading } }
      paymentLayout { number } } }`,
  );
  expect(programme).toMatchObject({
    paymentLayout: { number: 2 },
    paymentLayouts: [
      { number: 2, status: 'IN_FORCE' },
      { number: 1, status: 'SUPERSEDED', columns: columns.map(({ heading }) => ({ heading })) },
    ],
  });
  const { paymentBatches } = await year.finance.client.get<{ paymentBatches: { nodes: object[] } }, object>(
    '{ paymentBatches { nodes { number files { format layout { number } } } } }',
  );
  expect(paymentBatches.nodes).toMatchObject([
    { number: 2, files: [{ format: 'xlsx', layout: { number: 2 } }] },
    { number: 1, files: [{ format: 'txt', layout: { number: 1 } }] },
  ]);
  await settle();
});

test('a character that GBK lacks stops the release, and the line is named', async () => {
  const { layout } = await propose({ format: 'TEXT', encoding: 'GBK', columns });
  await approve(layout!);
  await gateway.sql(`update claim_application set holder = '福州𬭎科技有限公司'`);
  await gateway.sql(`update registered_company set name = '福州𬭎科技有限公司'`);
  const version = await paymentVersion(year.science);
  const input = { programme: programmeCode, version, idempotencyKey: 'rare' };
  const { orderPayment } = await year.science.client.get(OrderPaymentDocument, { input });
  const { id: batchId, version: seen } = orderPayment.batch!;
  const refused = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version: seen } });
  expect(refused.releasePayment.userErrors).toMatchObject([
    { code: 'PAYMENT_TEXT_NOT_ENCODABLE', details: { reference: 'FJ-2025-003-000001', found: '𬭎' } },
  ]);
});
