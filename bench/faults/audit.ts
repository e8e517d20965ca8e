import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { positionOf } from '../../src/event/sealed/event-cursor.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import type { Life } from './life/life.js';
import { until } from './until.js';
import type { World } from './world.js';

/** Faults that a count of rows shows: each query must return 0. */
const contradictions: Record<string, string> = {
  'batches whose sums are not those of their lines': `
    select count(*) from payment_batch as batch where total_amount <>
        (select coalesce(sum(amount), 0) from payment_line where batch_id = batch.id)
      or paid_amount <> (select coalesce(sum(amount), 0) from payment_line where batch_id = batch.id and status = 'PAID')`,
  'claims with two live payments': `
    select count(*) from (select from payment_line where status in ('OPEN', 'PAID')
      group by claim_id having count(*) > 1) as doubled`,
  'recoveries whose repayments are not what came back': `
    select count(*) from recovery where repaid <>
      (select coalesce(sum(amount), 0) from repayment where recovery_id = recovery.id)`,
  'claims whose state is not what their last event says': `
    select count(*) from claim where status is distinct from (
      select data ->> 'to' from event join event_seal on event_id = event.id
      where event.type = 'CLAIM_STATUS_CHANGED' and event.subject_id = claim.id order by position desc limit 1)`,
  'changes of a claim that do not follow from the one before': `
    select count(*) from (
      select data ->> 'from' as before, lag(data ->> 'to') over (partition by event.subject_id order by position) as state
      from event join event_seal on event_id = event.id where event.type = 'CLAIM_STATUS_CHANGED') as change
    where before is distinct from state`,
  'events with two places, or none': `
    select count(*) from event left join event_seal on event_id = event.id where position is null`,
  'files that were given up': `select count(*) from submission where status = 'FAILED'`,
  'released batches without their two files': `
    select count(*) from payment_batch as batch where released_at is not null
      and (select count(*) from payment_file where batch_id = batch.id) <> 2`,
};

/** Waits until all work that was begun is done; work that a killed gateway had taken is due again after its lease. */
export async function settle(life: Life): Promise<void> {
  const { world } = life;
  world.receiver.isFickle = false;
  const none = (query: string) => async () => (await world.count(query)) === 0;
  const later = new Date(new Date(world.now).getTime() + 3_600_000).toISOString();
  await life.moveClock(later);
  await until('files', none(`select count(*) from submission where status in ('QUEUED', 'PROCESSING')`));
  await until('seals', none(`select count(*) from event_pending`));
  await until('webhooks', none(`select count(*) from webhook_delivery where status = 'PENDING'`));
  await until('text messages', none(`select count(*) from text_message where status = 'PENDING'`));
}

/** Returns the faults of the database after a round; empty where there are none. */
export async function audit(life: Life): Promise<string[]> {
  const { world } = life;
  const faults: string[] = [];
  for (const [what, query] of Object.entries(contradictions)) {
    const count = await world.count(query);
    if (count > 0) faults.push(`${count} ${what}`);
  }
  for (const [type, acknowledged] of life.events) {
    const recorded = await world.count(`select count(*) from event where type = '${type}'`);
    if (recorded !== acknowledged) faults.push(`${type}: ${acknowledged} acknowledged, ${recorded} recorded`);
  }
  return [...faults, ...(await faultsOfLog(world))];
}

async function faultsOfLog(world: World): Promise<string[]> {
  const db = new RequestTransaction(world.arranging.database.em, systemSession);
  const { faults } = await verifyLog(db);
  return faults.map(({ position, fault }) => `log, place ${position}: ${fault}`);
}

function isAscending(cursors: string[]): boolean {
  const positions = cursors.map((cursor) => Number(positionOf(cursor)));
  return positions.every((position, place) => place === 0 || position > positions[place - 1]!);
}

/**
 * Checks that messages were delivered at least once with the same id; returns what was lost, and how often one was
 * repeated.
 */
export async function deliveries({ sql, receiver }: World) {
  const due = await sql<{ id: string }>(`select id from webhook_delivery`);
  const sent = await sql<{ id: string }>(`select id from text_message where status in ('SENT', 'DELIVERED')`);
  const refused = await sql<{ id: string }>(`select id from text_message where status = 'FAILED'`);
  return {
    hooks: due.length,
    hooksLost: due.filter(({ id }) => !receiver.hooks.has(id)).length,
    hooksOutOfOrder: [...receiver.cursors.values()].filter((cursors) => !isAscending(cursors)).length,
    hooksRepeated: [...receiver.hooks.values()].filter(({ times }) => times > 1).length,
    texts: sent.length,
    textsLost: sent.filter(({ id }) => !receiver.texts.has(id)).length,
    textsGivenUp: refused.length,
    textsRepeated: [...receiver.texts.values()].filter((times) => times > 1).length,
  };
}
