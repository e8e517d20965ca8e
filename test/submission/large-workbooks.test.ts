import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { headings, uploaded, valuesOf } from '../kit/upload.js';
import { rawWorkbook, sheetRow } from '../kit/workbooks.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  enterprise = await arrangeEnterprise(gateway);
  insurer = await arrangeInsurer(gateway);
});
afterAll(() => gateway.stop());

const row = () => policyRow(enterprise);
const heads = headings.split(',');

test('a workbook whose texts are too many for the memory is read from the disk, in any order', async () => {
  const count = 12_000;
  const rows = Array.from({ length: count }, () => row());
  const texts = rows.flatMap((each) => [...valuesOf(each), `备注${each.policyNo}`.padEnd(6_000, '长')]);
  const strings = [...heads, '备注', ...texts];
  const cells = (first: number) => Array.from({ length: 9 }, (_, at) => `<c t="s"><v>${first + at}</v></c>`).join('');
  // From the last to the first, so that every page is come back to.
  const places = rows.map((_, at) => 9 * (count - at));
  const data = [0, ...places].map((first, at) => `<row r="${at + 1}">${cells(first)}</row>`);
  const body = await rawWorkbook(data.join(''), [
    { name: 'xl/sharedStrings.xml', text: `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>` },
  ]);
  expect(await uploaded(insurer.client, body)).toMatchObject({ rowCount: count, acceptedCount: count });
  const held = await gateway.sql<{ count: number }>(
    `select count(*)::int from policy join unnest($1::text[], $2::text[]) as sent (no, invoice)
       on policy_no = no and invoice_no = invoice`,
    [rows.map(({ policyNo }) => policyNo), rows.map(({ invoiceNo }) => invoiceNo)],
  );
  expect(held).toEqual([{ count }]);
});

test('a million empty rows are passed over', async () => {
  const data =
    sheetRow(heads, 1) +
    sheetRow(valuesOf(row()), 2) +
    Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}"/>`).join('');
  expect(await uploaded(insurer.client, await rawWorkbook(data))).toMatchObject({ rowCount: 1, acceptedCount: 1 });
});
