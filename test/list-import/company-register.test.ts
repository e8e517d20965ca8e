import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { ConfirmListImportDocument, DiscardListImportDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmList, listWhen, readList, uploadList } from '../kit/lists.js';
import { arrangeInsurer, arrangePerson, nextCreditCode, type Person, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

const head = '统一社会信用代码,企业名称,曾用名,注册地区划代码,住所,登记状态,法定代表人,变更日期';
const csv = (...rows: string[]) => [head, ...rows].join('\n');
const register = { kind: 'COMPANY_REGISTER', source: '闽市监登记〔2025〕8月' };

const entriesOf = (creditCode: string) =>
  gateway.sql(
    `select name, division_code as division, status, former_names as former, valid_from::text as "from",
       valid_until::text as until, representative
     from registered_company where credit_code = $1 order by valid_from`,
    [creditCode],
  );

const enterpriseOf = async (creditCode: string) =>
  (
    await gateway.sql(
      `select name, division_code as division, region_code as region, register_status as status
      from enterprise where credit_code = $1`,
      [creditCode],
    )
  )[0];

async function push(creditCode: string, enterpriseName: string) {
  const insurer = await arrangeInsurer(gateway, `某财险${creditCode}`);
  const row = { ...policyRow({ id: '', creditCode, name: enterpriseName }) };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: {
      programme: programmeCode,
      rows: [row],
      errorPolicy: 'REJECT_ALL',
      dryRun: false,
      idempotencyKey: row.policyNo,
    },
  });
  return submitPolicies.rows?.[0];
}

test('a list takes effect once another person has confirmed its changes; every row has a result', async () => {
  const [known, unknown] = [nextCreditCode(), nextCreditCode()];
  await push(known, '福洲正名科技有限公司');
  expect(await enterpriseOf(known)).toEqual({
    name: '福洲正名科技有限公司',
    division: null,
    region: null,
    status: null,
  });
  const list = await uploadList(
    platform.client,
    csv(
      `${known},福州正名科技有限公司,,350102,福州市鼓楼区,存续（在营、开业、在册）,张三,`,
      `${unknown},平潭海峡科技有限公司,,350128,,存续,李四,`,
      `${known},福州正名科技有限公司,,350102,,存续,,`,
      `91350100MA00000001,错码有限公司,,350102,,存续,,`,
      `${nextCreditCode()},,,35,,没有这种状态,,2025-13-01`,
    ),
    register,
  );
  expect(list).toMatchObject({ status: 'WAITING', rowCount: 5, failedCount: 3, addedCount: 2, changedCount: 0 });
  expect(
    list.failedRows.nodes.map(({ rowNumber, userErrors }) => [rowNumber, userErrors.map(({ code }) => code)]),
  ).toEqual([
    [4, ['LIST_ROW_REPEATED']],
    [5, ['LIST_CODE_INVALID']],
    [6, ['LIST_STATUS_UNKNOWN', 'LIST_FIELD_MISSING', 'LIST_DIVISION_INVALID', 'LIST_DAY_INVALID']],
  ]);
  expect(await enterpriseOf(known)).toMatchObject({ name: '福洲正名科技有限公司' });

  const own = await platform.client.get(ConfirmListImportDocument, {
    input: { listImportId: list.id, version: list.version },
  });
  expect(own.confirmListImport.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect(await confirmList(gateway, list)).toMatchObject({ status: 'APPLIED', version: 2 });
  expect(await enterpriseOf(known)).toEqual({
    name: '福州正名科技有限公司',
    division: '350102',
    region: '3501',
    status: 'ACTIVE',
  });
  const failed = await platform.client.fetch(`/lists/${list.id}/failed-rows.csv`);
  expect(await failed.text()).toContain('错码有限公司');

  // A company that is named after the import takes its name and place from the register at once.
  const answer = await push(unknown, '平潭海峡科技');
  expect(answer?.warnings).toMatchObject([{ code: 'NAME_DIFFERS' }]);
  expect(await enterpriseOf(unknown)).toMatchObject({ name: '平潭海峡科技有限公司', region: '350128' });
  expect((await push(known, '福州正名科技有限公司'))?.warnings).toEqual([]);
});

test('the next list shows the changes: names, moves and deregistrations are kept as history with dates', async () => {
  const [renamed, moved, gone, same] = [0, 1, 2, 3].map(() => nextCreditCode()) as [string, string, string, string];
  await push(renamed, '旧名科技有限公司');
  const rows = [
    `${renamed},旧名科技有限公司,,350102,,存续,张三,`,
    `${moved},迁址科技有限公司,,350102,福州市,存续,,`,
    `${gone},注销科技有限公司,,350102,,存续,,`,
    `${same},不变科技有限公司,,350102,,存续,,`,
  ];
  await confirmList(gateway, await uploadList(platform.client, csv(...rows), { ...register, listDate: '2025-07-01' }));
  const next = await uploadList(
    platform.client,
    csv(
      `${renamed},新名科技有限公司,,350102,,存续,王五,2025-07-15`,
      `${moved},迁址科技有限公司,,350203,,存续,,`,
      `${gone},注销科技有限公司,,350102,,注销,,2025-07-20`,
      `${same},不变科技有限公司,,350102,,存续,,`,
    ),
    { ...register, listDate: '2025-08-01' },
  );
  expect(next).toMatchObject({ addedCount: 0, changedCount: 3, unchangedCount: 1 });
  const fields = new Map(next.changes.nodes.map((change) => [change.creditCode, change.fields]));
  expect(fields.get(renamed)).toEqual(
    expect.arrayContaining([
      { field: 'name', before: '旧名科技有限公司', after: '新名科技有限公司' },
      { field: 'representative', before: '张*', after: '王*' },
    ]),
  );
  await confirmList(gateway, next);
  expect(await entriesOf(renamed)).toMatchObject([
    { name: '旧名科技有限公司', from: '2025-07-01', until: '2025-07-15' },
    { name: '新名科技有限公司', from: '2025-07-15', until: null, former: ['旧名科技有限公司'], representative: '王*' },
  ]);
  expect(await entriesOf(moved)).toMatchObject([
    { division: '350102', until: '2025-08-01' },
    { division: '350203', from: '2025-08-01', until: null },
  ]);
  expect(await enterpriseOf(renamed)).toMatchObject({ name: '新名科技有限公司' });
  expect((await push(renamed, '旧名科技有限公司'))?.warnings).toMatchObject([{ code: 'NAME_IS_FORMER' }]);
  await push(gone, '注销科技有限公司');
  expect(await enterpriseOf(gone)).toMatchObject({ status: 'DEREGISTERED' });
  expect(await entriesOf(same)).toHaveLength(1);

  // An older list that comes late changes nothing of what is known better.
  const late = await uploadList(platform.client, csv(`${renamed},旧名科技有限公司,,350102,,存续,,`), {
    ...register,
    listDate: '2025-06-01',
  });
  expect(late).toMatchObject({ changedCount: 0, olderCount: 1 });
});

test('the legal representative is stored as masked name and digest, the phone as digest and encrypted number', async () => {
  const creditCode = nextCreditCode();
  const list = await uploadList(
    platform.client,
    [
      `${head},联系电话`,
      `${creditCode},私密科技有限公司,,350102,,存续,欧阳明日,,13805910001`,
      `${nextCreditCode()},私密科技有限公司,,350102,,没有这种状态,欧阳明日,,13805910001`,
    ].join('\n'),
    register,
  );
  // A failed row is given back whole, and kept sealed.
  const failed = await platform.client.fetch(`/lists/${list.id}/failed-rows.csv`);
  expect(await failed.text()).toContain('欧阳明日,,13805910001');
  await confirmList(gateway, list);
  const rows = await gateway.sql<{ text: string }>(
    `select row_to_json(one)::text as text from (
       select * from registered_company where credit_code = $1) as one
     union all select row_to_json(two)::text from (select * from list_import_row where credit_code = $1) as two
     union all select row_to_json(three)::text from list_import_failure as three where import_id = $2::uuid`,
    [creditCode, Buffer.from(list.id, 'base64url').toString().split(':')[1]],
  );
  expect(rows).toHaveLength(3);
  for (const { text } of rows) expect(text).not.toMatch(/阳明日|13805910001/);
  for (const { text } of rows.slice(0, 2)) expect(text).toContain('欧***');
});

test('a list whose comparison is outdated is not confirmed; a discarded one changes nothing', async () => {
  const creditCode = nextCreditCode();
  const row = (name: string) => csv(`${creditCode},${name},,350102,,存续,,`);
  const first = await uploadList(platform.client, row('甲科技有限公司'), register);
  const second = await uploadList(platform.client, row('乙科技有限公司'), register);
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 60_000));
  await confirmList(gateway, second);
  const other = await arrangePerson(gateway, Role.PLATFORM);
  const outdated = await other.client.get(ConfirmListImportDocument, {
    input: { listImportId: first.id, version: first.version },
  });
  expect(outdated.confirmListImport.userErrors).toMatchObject([{ code: 'LIST_OUTDATED' }]);
  const input = { listImportId: first.id, version: first.version, reason: '重新核对' };
  const { discardListImport } = await other.client.get(DiscardListImportDocument, { input });
  expect(discardListImport.listImport).toMatchObject({ status: 'DISCARDED', reason: '重新核对' });
  expect(await entriesOf(creditCode)).toMatchObject([{ name: '乙科技有限公司' }]);
  expect(await readList(other.client, first.id)).toMatchObject({ status: 'DISCARDED' });
});

test('a file that is not a list is refused with its error; the same key returns the first import again', async () => {
  const failed = await uploadList(platform.client, '甲,乙\n1,2', register);
  expect(failed).toMatchObject({ status: 'FAILED', fault: { code: 'HEADING_MISSING' } });
  const body = csv(`${nextCreditCode()},幂等科技有限公司,,350102,,存续,,`);
  const query = { ...register, idempotencyKey: 'one' };
  const first = await uploadList(platform.client, body, query);
  expect((await uploadList(platform.client, body, query)).id).toBe(first.id);
  const conflict = await platform.client.fetch(
    `/upload/lists?${new URLSearchParams({ ...query, listDate: '2025-08-02' })}`,
    { method: 'POST', body },
  );
  expect(conflict.status).toBe(422);
});

test('thousands of rows take effect in the background', async () => {
  const rows = Array.from({ length: 6_000 }, (_, n) => `${nextCreditCode()},大名单第${n}科技有限公司,,350102,,存续,,`);
  const list = await uploadList(platform.client, csv(...rows), register);
  expect(list).toMatchObject({ rowCount: 6_000, addedCount: 6_000 });
  expect(await confirmList(gateway, list)).toMatchObject({ status: 'CONFIRMED' });
  await listWhen(platform.client, list.id, ({ status }) => status === 'APPLIED');
  const [count] = await gateway.sql(`select count(*)::int from registered_company where name like '大名单%'`);
  expect(count).toEqual({ count: 6_000 });
});
