import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { requireSession } from '../../src/database/connections/require-session.js';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { Follower, transports } from '../kit/follower.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { hasPooler, Pooler } from '../kit/pooler.js';
import { eventually } from '../kit/eventually.js';
import { publishYear } from '../kit/published-year.js';
import { testSecret } from '../kit/secret.js';
import { csvOf, uploaded } from '../kit/upload.js';
import { arrangeInsurer, policyRow } from '../kit/world.js';

/*
 * Behind PgBouncer in transaction mode. Where it is not installed (`apt-get install pgbouncer`; `.ci/run` does it) these
 * tests are skipped.
 */
describe.skipIf(!hasPooler)('behind a pooler in transaction mode', () => {
  let pooler: Pooler;
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      environment: { BACKGROUND_JOBS: 'true' },
      throughPooler: async (ownerUrl) => {
        pooler = await Pooler.start([ownerUrl, gatewayAddress(ownerUrl, testSecret)]);
        return (address) => pooler.before(address);
      },
    });
  }, 60_000);
  afterAll(async () => {
    await gateway.stop();
    await pooler.stop();
  });

  test('an address that leads through it is refused at the start where none beside it is given', async () => {
    await expect(requireSession(pooler.before(gateway.ownerUrl))).rejects.toThrow('DATABASE_DIRECT_URL');
    await requireSession(gateway.ownerUrl);
  });

  test('with a direct address of PostgreSQL as well, pushes, lists, files, events and the feed work', async () => {
    const { companies } = await publishYear(gateway, 2);
    const insurer = await arrangeInsurer(gateway, '榕江财产保险');
    const file = await uploaded(insurer.client, csvOf([policyRow(companies[0]!)]));
    expect(file).toMatchObject({ acceptedCount: 1, failedCount: 0 });
    for (const open of Object.values(transports(() => gateway.url))) {
      const follower = new Follower(open, eventCursor('0'));
      const following = follower.follow();
      await eventually(async () => follower.numbers.includes(1), 'the release arrives');
      await follower.stop();
      await following;
    }
    expect((await gateway.client().fetch('/feed')).status).toBe(200);
    const { data } = await gateway.client().ask('{ publicityNotices { totalCount } }');
    expect(data).toEqual({ publicityNotices: { totalCount: 1 } });
  }, 60_000);
});
