import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchRows } from '../../bench/intake/rows.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { ended, upload } from '../kit/upload.js';
import { arrangeInsurer, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * What PostgreSQL believes of a table decides how it joins it. A table that autovacuum saw while its first rows were being
 * written is taken for empty, and a file of 30,000 rows then took minutes.
 */
let gateway: TestGateway;
let insurer: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
});
afterAll(() => gateway.stop());

const fileOf = (count: number, tag: string) => benchRows(count, tag).map((row) => JSON.stringify(row));
const believed = async () => {
  const [row] = await gateway.sql<{ rows: number }>(
    `select reltuples as rows from pg_class where oid = 'policy'::regclass`,
  );
  return row?.rows;
};

test.each(['REJECT_ALL', 'REJECT_FAILED_ROWS'])(
  'a file of %s starts with fresh table statistics if PostgreSQL assumes an empty table',
  async (errorPolicy) => {
    const send = async (count: number, tag: string) => {
      const query = { errorPolicy, fileName: `${tag}.ndjson` };
      const { id } = await upload(insurer.client, [...fileOf(count, tag)].join('\n'), query);
      return ended(insurer.client, id);
    };
    await gateway.sql('alter table policy set (autovacuum_enabled = false)');
    expect(await send(1_000, `${errorPolicy}-FIRST`)).toMatchObject({ acceptedCount: 1_000 });
    await gateway.sql(`update pg_class set reltuples = 0 where oid = 'policy'::regclass`);
    expect(await send(3, `${errorPolicy}-SECOND`)).toMatchObject({ acceptedCount: 3 });
    expect(await believed()).toBeGreaterThanOrEqual(1_000);
  },
);
