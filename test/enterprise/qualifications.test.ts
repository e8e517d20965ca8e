import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let readers: Person[];

/** Each kind lasts for another time; only the first and the last day of each matter. */
const listed = [
  ['NATIONAL_HIGH_TECH', '2016-03-01', '2019-02-28'],
  ['NATIONAL_HIGH_TECH', '2019-03-01', '2022-02-28'],
  ['TECH_SME', '2018-01-01', '2018-12-31'],
  ['TECH_SME', '2019-01-01', '2019-12-31'],
  ['GAZELLE', '2010-01-01', '2030-12-31'],
] as const;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const { id } = await arrangeEnterprise(gateway);
  await gateway.sql('delete from qualification');
  for (const [kind, from, until] of listed) {
    await gateway.sql(
      `insert into qualification (enterprise_id, kind, valid_from, valid_until, source)
       values ($4, $1, $2, $3, 'a list')`,
      [kind, from, until, id],
    );
  }
  readers = [await arrangePerson(gateway, Role.AUDITOR), await arrangePerson(gateway, Role.ENTERPRISE, id)];
});
afterAll(() => gateway.stop());

const days = ['2009-12-31', '2010-01-01', '2016-03-01', '2018-12-31', '2019-01-01', '2019-02-28', '2022-03-01'];
const kinds = [undefined, 'NATIONAL_HIGH_TECH', 'TECH_SME', 'GAZELLE', 'NOBODY'];

test.each(['VALID_FROM_DESC', 'VALID_UNTIL'])(
  'what is valid on a day, by %s, however long each kind lasts',
  async (orderBy) => {
    for (const { client } of readers) {
      for (const validOn of [...days, '2030-12-31', '2031-01-01']) {
        for (const kind of kinds) {
          const { qualifications } = await client.get<
            { qualifications: { totalCount: number; nodes: { validFrom: string }[] } },
            object
          >(
            `query ($filter: QualificationFilter, $orderBy: QualificationOrder!) {
            qualifications(filter: $filter, orderBy: $orderBy) { totalCount nodes { validFrom } }
          }`,
            { orderBy, filter: { validOn, ...(kind && { kind }) } },
          );
          const valid = listed.filter(
            ([of, from, until]) => from <= validOn && validOn <= until && (kind === undefined || of === kind),
          );
          const found = qualifications.nodes.map(({ validFrom }) => validFrom);
          expect(found.toSorted()).toEqual(valid.map(([, from]) => from).toSorted());
          expect(qualifications.totalCount).toBe(valid.length);
        }
      }
    }
  },
);
