import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { applicationNumberPlace } from '../../claim/claiming/claim-application.js';
import { recordEvent } from '../../event/record-event.js';
import { PaymentStatus } from '../payment-line.js';
import { type PayeeAnswer, PayeeCheckStatus } from './payee-check.js';
import { readTime } from '../../database/read-time.js';
import { named } from '../../database/schema/columns.js';

const linesAtOnce = 20;
const longestPause = 3_600_000;
const firstPause = 60_000;

interface DueLine {
  id: string;
  batchId: string;
  programmeId: string;
  enterpriseId: string;
  reference: string;
  creditCode: string;
  holder: string;
  bankName: string;
  bankCode: string;
  sealedNumber: string;
}

export async function checkLine(context: Context, line: DueLine): Promise<void> {
  const { reference, creditCode, holder, bankName, bankCode, sealedNumber } = line;
  const accountNumber = context.vault.open(sealedNumber, applicationNumberPlace);
  const asked = { reference, creditCode, holder, bankName, bankCode, accountNumber };
  const answer = await context.payees?.check(asked);
  if (answer) await context.db.write((em) => keepAnswer(em, context, line, answer));
}

export function readNextCheck(em: EntityManager): Promise<Date | undefined> {
  return readTime(
    em,
    sql`
      select min(payee_next_at) as at from payment_line
      where payee_check = ${sql.lit(PayeeCheckStatus.PENDING)} and status = ${PaymentStatus.OPEN}`,
  );
}

export async function findUnchecked(em: EntityManager, now: Date, except: string[]): Promise<DueLine[]> {
  const { rows } = await sql<DueLine>`
    select ${named('line.id', 'line.batch_id', 'batch.programme_id', 'line.enterprise_id')},
      ${named('line.reference', 'enterprise.credit_code', 'application.holder', 'bank_name', 'bank_code')},
      ${named('sealed_number')}
    from payment_line as line join payment_batch as batch on batch.id = line.batch_id
      join claim_application as application on application.id = line.application_id
      join enterprise on enterprise.id = line.enterprise_id
    where payee_check = ${sql.lit(PayeeCheckStatus.PENDING)} and payee_next_at <= ${now}
      and line.status = ${PaymentStatus.OPEN} and line.id <> all(${except}::uuid[])
    order by payee_next_at, line.id limit ${linesAtOnce}`.execute(em.getKysely());
  return rows;
}

async function keepAnswer(em: EntityManager, context: Context, line: DueLine, answer: PayeeAnswer): Promise<void> {
  const status = answer.confirmed ? PayeeCheckStatus.CONFIRMED : PayeeCheckStatus.REFUSED;
  const hold = answer.confirmed ? null : `账户核验不通过${answer.message ? `：${answer.message}` : ''}`;
  const { rows } = await sql`
    update payment_line set payee_check = ${status}, payee_answer = ${answer.message},
      payee_checked_at = ${context.clock.now()}, payee_next_at = null, hold = coalesce(hold, ${hold}::text)
    where id = ${line.id}::uuid and payee_check = ${PayeeCheckStatus.PENDING}
    returning id`.execute(em.getKysely());
  if (rows.length === 0 || hold === null) return;
  await recordHold(em, context, line, hold);
}

/** Records that a line is on hold, in an event for the offices and the company. */
export function recordHold(
  em: EntityManager,
  context: Context,
  line: Pick<DueLine, 'batchId' | 'programmeId' | 'enterpriseId' | 'reference'>,
  reason: string,
): Promise<void> {
  return recordEvent(em, context, {
    type: 'PAYMENT_LINE_HELD',
    subject: { type: 'PaymentBatch', id: line.batchId },
    programmeId: line.programmeId,
    enterpriseId: line.enterpriseId,
    data: { reference: line.reference, reason },
  });
}

export async function postponeCheck(em: EntityManager, lineId: string, now: Date): Promise<void> {
  await sql`
    update payment_line set payee_attempts = payee_attempts + 1, payee_next_at = ${now}::timestamptz
      + least(${firstPause} * power(2, least(payee_attempts, 10)), ${longestPause}) * interval '1 millisecond'
    where id = ${lineId}::uuid and payee_check = ${PayeeCheckStatus.PENDING}`.execute(em.getKysely());
}
