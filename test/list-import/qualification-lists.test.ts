import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { fujian2025 } from '../../src/programme/data/programme-data.js';
import { ConfirmListImportDocument, ImportQualificationsDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmList, uploadList } from '../kit/lists.js';
import { arrangeEnterprise, arrangePerson, arrangeProgramme, nextCreditCode, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

const head = '企业名称,统一社会信用代码,资质类别,有效期起,有效期止';
const csv = (...rows: string[]) => [head, ...rows].join('\n');
const gazelles = { kind: 'QUALIFICATIONS', source: '2025年瞪羚企业名单' };

const held = (creditCode: string) =>
  gateway.sql(
    `select kind, valid_until::text as until, source from qualification
       join enterprise on enterprise.id = enterprise_id where credit_code = $1 order by kind`,
    [creditCode],
  );

test('a list that replaces another shows additions, changes and removals before it takes effect', async () => {
  const [stays, renewed, goes, comes] = [0, 1, 2, 3].map(() => nextCreditCode()) as [string, string, string, string];
  const first = csv(
    `甲有限公司,${stays},瞪羚企业,2024-01-01,2025-12-31`,
    `乙有限公司,${renewed},GAZELLE,2024/1/1,2024年12月31日`,
    `丙有限公司,${goes},瞪羚企业,2024-01-01,2025-12-31`,
  );
  await confirmList(gateway, await uploadList(platform.client, first, gazelles));
  expect(await held(renewed)).toEqual([{ kind: 'GAZELLE', until: '2024-12-31', source: gazelles.source }]);

  const second = csv(
    `甲有限公司,${stays},瞪羚企业,2024-01-01,2025-12-31`,
    `乙有限公司,${renewed},瞪羚企业,2024-01-01,2026-12-31`,
    `丁有限公司,${comes},瞪羚企业,2025-01-01,2026-12-31`,
  );
  const list = await uploadList(platform.client, second, { ...gazelles, mode: 'REPLACE', listDate: '2025-08-10' });
  expect(list).toMatchObject({ addedCount: 1, changedCount: 1, removedCount: 1, unchangedCount: 1 });
  const changes = list.changes.nodes.map(({ creditCode, change }) => [creditCode, change]);
  expect(new Map(changes as [string, string][])).toEqual(
    new Map([
      [renewed, 'CHANGED'],
      [goes, 'REMOVED'],
      [comes, 'ADDED'],
    ]),
  );
  expect(await held(goes)).toHaveLength(1);
  await confirmList(gateway, list);
  expect(await held(goes)).toEqual([]);
  expect(await held(renewed)).toMatchObject([{ until: '2026-12-31' }]);
  expect(await held(comes)).toHaveLength(1);
  const events = await gateway.sql<{ after: { validUntil: string } }>(
    `select data -> 'after' as after from event join enterprise on enterprise.id = event.enterprise_id
     where type = 'QUALIFICATIONS_IMPORTED' and credit_code = $1 order by event.id desc limit 1`,
    [renewed],
  );
  expect(events[0]?.after.validUntil).toBe('2026-12-31');
});

test('a replacing list with row errors is not confirmed: the companies of those rows would be removed', async () => {
  const list = await uploadList(platform.client, csv(`甲有限公司,X,瞪羚企业,2024-01-01,2025-12-31`), {
    ...gazelles,
    mode: 'REPLACE',
  });
  expect(list).toMatchObject({ status: 'WAITING', failedCount: 1 });
  const { client } = await arrangePerson(gateway, Role.SCIENCE);
  const { confirmListImport } = await client.get(ConfirmListImportDocument, {
    input: { listImportId: list.id, version: list.version },
  });
  expect(confirmListImport.userErrors).toMatchObject([{ code: 'LIST_INCOMPLETE' }]);
});

test('rows sent by mutation are accepted all or none, and take effect once another person has confirmed', async () => {
  const { creditCode } = await arrangeEnterprise(gateway, { kind: null });
  const good = {
    creditCode,
    name: '福州榕科技有限公司',
    kind: 'GAZELLE',
    validFrom: '2023-01-01',
    validUntil: '2025-12-31',
  };
  const bad = { creditCode: 'X', name: ' ', kind: 'ANY', validFrom: '2025-02-30', validUntil: '' };
  const send = async (rows: (typeof good)[], idempotencyKey: string) => {
    const input = { source: '闽工信〔2024〕1号', listDate: '2025-08-01', rows, idempotencyKey };
    return (await platform.client.get(ImportQualificationsDocument, { input })).importQualifications;
  };
  const refused = await send([good, bad], 'a');
  expect(refused.userErrors.map(({ path }) => path?.join('.'))).toEqual([
    'rows.1.creditCode',
    'rows.1.kind',
    'rows.1.validFrom',
    'rows.1.validUntil',
    'rows.1.name',
  ]);
  expect((await send([good, good], 'twice')).userErrors).toMatchObject([{ code: 'LIST_ROW_REPEATED' }]);
  const first = await send([good], 'b');
  expect((await send([good], 'b')).listImport?.id).toBe(first.listImport?.id);
  expect((await send([{ ...good, validUntil: '2026-12-31' }], 'b')).userErrors).toMatchObject([
    { code: 'LIST_KEY_CONFLICT' },
  ]);
  expect(await held(creditCode)).toEqual([]);
  await confirmList(gateway, first.listImport!);
  expect(await held(creditCode)).toEqual([{ kind: 'GAZELLE', until: '2025-12-31', source: '闽工信〔2024〕1号' }]);
});

test('a programme can add a ninth kind of qualification, and its list can then be imported', async () => {
  const kind = { code: 'YOUNG_EAGLE', name: '雏鹰企业', nameInEnglish: 'Young eagle enterprise' };
  await arrangeProgramme(gateway, {
    ...fujian2025,
    code: 'FJ-EAGLE',
    newQualificationKinds: [kind],
    rules: { ...fujian2025.rules, qualificationKinds: ['YOUNG_EAGLE'] },
  });
  const creditCode = nextCreditCode();
  const list = await uploadList(platform.client, csv(`雏鹰有限公司,${creditCode},雏鹰企业,2024-01-01,2025-12-31`), {
    kind: 'QUALIFICATIONS',
    source: '2025年雏鹰企业名单',
  });
  await confirmList(gateway, list);
  expect(await held(creditCode)).toMatchObject([{ kind: 'YOUNG_EAGLE' }]);
});
