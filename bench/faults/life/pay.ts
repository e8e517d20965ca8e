import type { Person } from '../../../test/kit/world.js';
import { programmeCode as programme } from '../../../test/kit/world.js';
import { World } from '../world.js';
import type { Life } from './life.js';

interface Seen {
  id: string;
  version: number;
}
interface Batch {
  batch: Seen & { lines: { nodes: { reference: string; amount: string; status: string }[] } };
}

const batchFields = 'batch { id version lines(first: 20) { nodes { reference amount status } } }';

/** Plays from the asked enterprises to the paid, refused, repaid and forfeited claims. */
export async function pay(life: Life): Promise<void> {
  const { world } = life;
  await extend(life, world.people[3]!);
  // The second company's line was removed, so it has no open claim.
  for (const place of [0, 1, 3, 4]) await claim(life, place);
  const returned = await returnFrom(life, await order(life, 'first'));
  await settle(life, await release(life, returned), true);
  await settle(life, await release(life, await order(life, 'second')), false);
  await recover(life);
  await forfeit(life);
}

async function claimOf(life: Life, person: Person): Promise<Seen> {
  const query = '{ claims { nodes { id version status } } }';
  const { claims } = await life.ask<{ claims: { nodes: Seen[] } }>(person, query);
  return claims.nodes[0] as Seen;
}

async function extend(life: Life, person: Person): Promise<void> {
  const { id: claimId, version } = await claimOf(life, person);
  const input = { claimId, version, until: '2025-12-31', reason: '法定代表人变更' };
  // A published service notice extends claims too, so this event is not counted.
  await life.do(life.world.science, 'extendClaim', input);
}

async function claim(life: Life, place: number): Promise<void> {
  const person = life.world.people[place]!;
  const account = { ...World.bank, number: `62170000000000000${place}9`, holder: life.world.companies[place]?.name };
  const { bankAccount } = await life.do<{ bankAccount: Seen }>(
    person,
    'addBankAccount',
    { ...account, idempotencyKey: 'account' },
    { select: 'bankAccount { id }', event: 'BANK_ACCOUNT_ADDED' },
  );
  const { id: claimId, version } = await claimOf(life, person);
  await life.do(person, 'confirmClaim', { claimId, version, bankAccountId: bankAccount.id, acceptedStatement: 1 });
}

async function order(life: Life, idempotencyKey: string): Promise<Batch['batch']> {
  const [row] = await life.world.sql<{ version: number }>(
    'select coalesce(sum(version), 0)::int as version from payment_batch',
  );
  const input = { programme, version: row?.version, idempotencyKey };
  const step = { select: batchFields, event: 'PAYMENT_ORDERED' };
  return (await life.do<Batch>(life.world.science, 'orderPayment', input, step)).batch;
}

/** Returns one line to the department, which orders it again. */
async function returnFrom(life: Life, { id: batchId, version, lines }: Batch['batch']): Promise<Batch['batch']> {
  const references = [lines.nodes[0]?.reference];
  const input = { batchId, version, references, to: 'DEPARTMENT', reason: '户名有误' };
  const step = { select: batchFields, event: 'PAYMENT_RETURNED' };
  return (await life.do<Batch>(life.world.finance, 'returnPayment', input, step)).batch;
}

async function release(life: Life, { id: batchId, version }: Batch['batch']): Promise<Batch['batch']> {
  const step = { select: batchFields, event: 'PAYMENT_RELEASED' };
  return (await life.do<Batch>(life.world.finance, 'releasePayment', { batchId, version }, step)).batch;
}

async function settle(life: Life, { id: batchId, lines }: Batch['batch'], paid: boolean): Promise<void> {
  const open = lines.nodes.filter(({ status }) => status === 'OPEN');
  const results = open.map(({ reference, amount }) => ({
    reference,
    amount,
    paid,
    reason: paid ? null : '账户已销户',
  }));
  const step = { event: 'PAYMENT_RESULTS_RECORDED' };
  await life.do(life.world.finance, 'recordPaymentResults', { batchId, results }, step);
}

/** Recovers a part of what was paid, which is repaid in two transfers. */
async function recover(life: Life): Promise<void> {
  const { science, finance, sql } = life.world;
  const [paid] = await sql<Seen>(`select id, version from claim where status = 'PAID' order by id limit 1`);
  const claimId = Buffer.from(`Claim:${paid?.id}`).toString('base64url');
  const opening = { claimId, version: paid?.version, amount: '100.00', reason: '多付', repayBy: '2025-12-31' };
  const { recovery } = await life.do<{ recovery: Seen }>(
    science,
    'openRecovery',
    { ...opening, idempotencyKey: 'recover' },
    { select: 'recovery { id version }', event: 'RECOVERY_OPENED' },
  );
  let { version } = recovery;
  for (const bankReference of ['first', 'second']) {
    const transfer = { amount: '50.00', receivedOn: '2025-08-28', bankReference, idempotencyKey: bankReference };
    const step = { select: 'recovery { version }', event: 'REPAYMENT_RECORDED' };
    const input = { recoveryId: recovery.id, version, ...transfer };
    ({ version } = (await life.do<{ recovery: Seen }>(finance, 'recordRecovery', input, step)).recovery);
  }
}

/** Notifies a company that no message reached by a service notice; its claim is forfeited after that. */
async function forfeit(life: Life): Promise<void> {
  const { platform, science } = life.world;
  const prepared = await life.do<{ serviceNotice: Seen }>(
    platform,
    'prepareServiceNotice',
    { programme, idempotencyKey: 'service' },
    { select: 'serviceNotice { id version }', event: 'SERVICE_NOTICE_PREPARED' },
  );
  const { id: serviceNoticeId, version } = prepared.serviceNotice;
  const step = { event: 'SERVICE_NOTICE_PUBLISHED' };
  await life.do(science, 'publishServiceNotice', { serviceNoticeId, version }, step);
  await life.moveClock('2025-11-10T02:00:00Z');
  await life.do(platform, 'forfeitExpiredClaims', { programme, idempotencyKey: 'forfeit' });
}
