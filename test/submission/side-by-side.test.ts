import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/database/connections/connections.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * Two pieces of a file are written side by side and committed in the order of the file. So whatever the statement that
 * writes policies does, its triggers included, must not wait for a transaction that has written others.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

test('two transactions write policies of one institution and one company that is new to it, and neither waits', async () => {
  const { client } = await arrangeInsurer(gateway);
  const [known, fresh] = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway)];
  const { id } = await upload(client, csvOf([policyRow(known)]));
  expect(await ended(client, id)).toMatchObject({ acceptedCount: 1 });

  const sessions = [1, 2].map(() => openClient({ connectionString: gateway.ownerUrl }));
  try {
    for (const [place, session] of sessions.entries()) {
      await session.connect();
      await session.query(`begin; set local lock_timeout = '5s'`);
      const written = await session.query(
        `insert into policy select (jsonb_populate_record(policy, $1::jsonb || jsonb_build_object('id', uuidv7()))).*
         from policy where enterprise_id = $2`,
        [{ enterprise_id: fresh.id, policy_no: `SIDE-BY-SIDE-${place}` }, known.id],
      );
      expect(written.rowCount).toBe(1);
    }
    for (const session of sessions.toReversed()) await session.query('commit');
  } finally {
    for (const session of sessions) await session.end();
  }
  const [{ companies }] = (await gateway.sql(
    `select count(distinct enterprise_id)::int as companies from institution_enterprise
     where enterprise_id = any($1) and institution_id = (select institution_id from submission limit 1)`,
    [[known.id, fresh.id]],
  )) as [{ companies: number }];
  expect(companies).toBe(2);
});
