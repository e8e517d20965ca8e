import { expect, test } from 'vitest';
import { firstLoad } from '../src/start/first-load.js';
import { PublicityNoticesDocument } from './generated/graphql.js';
import { eventually } from './kit/eventually.js';
import { startTestGateway } from './kit/gateway.js';

/* The demonstration is loaded a second time, as of another day: `demonstration.test.ts` looks at the usual one. */
test('started within the publicity period, the list is public and closes automatically when the clock is moved', async () => {
  // Nobody asks the register for each company meanwhile.
  const environment = { BACKGROUND_JOBS: 'true', COMPANY_REGISTER: 'file' };
  const early = await startTestGateway({ now: '2025-10-10T01:00:00Z', environment });
  try {
    await firstLoad({ ...early.config, demonstration: true }, early.database, early.clock);
    const notice = async () => (await early.client().get(PublicityNoticesDocument)).publicityNotices.nodes[0];
    // Published on Thursday the 9th: of Friday, the make-up Saturday, Monday, Tuesday and Wednesday four are left.
    expect(await notice()).toMatchObject({ status: 'OPEN', closesOn: '2025-10-15', workingDaysLeft: 4 });
    early.clock.set(new Date('2025-10-15T16:00:00Z'));
    await eventually(async () => (await notice())?.status === 'CLOSED', 'it closes');
  } finally {
    await early.stop();
  }
});
