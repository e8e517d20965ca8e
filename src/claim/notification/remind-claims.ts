import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import { recordEvents } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import type { Portion } from '../../job/item-job.js';
import { SmsTemplate } from '../../message/text-message.js';
import { lastWorkingDay } from '../../calendar/working-days.js';
import { isNear } from '../../calendar/working-days.sql.js';
import { ClaimStatus } from '../claim-status.js';
import { notifyEnterprises } from '../../contact/notify-enterprises.js';
import { named } from '../../database/schema/columns.js';

/** Working days left after today when an enterprise is reminded (our choice). */
const workingDaysBefore = 2;

export interface DueClaim {
  id: string;
  programmeId: string;
  enterpriseId: string;
  claimBy: string;
  title: string;
}

export async function lockUnreminded(
  em: EntityManager,
  { clock }: Context,
  { limit, except }: Portion,
): Promise<DueClaim[]> {
  const { rows } = await sql<DueClaim>`
    select ${named('claim.id', 'claim.programme_id', 'enterprise_id', 'claim_by', 'programme.title')}
    from claim join programme on programme.id = claim.programme_id
    where claim.status = ${ClaimStatus.AWAITING_CLAIM} and reminded_at is null
      and claim.id <> all(${except}::uuid[]) and ${isNear(sql.ref('claim_by'), dayOf(clock.now()), workingDaysBefore)}
    order by claim.id limit ${limit} for update of claim skip locked`.execute(em.getKysely());
  return rows;
}

/** Extends claims whose time ended before they were reminded by the working days that a reminder leaves. */
export async function extendOverdueClaims(em: EntityManager, context: Context, due: DueClaim[]): Promise<void> {
  const today = dayOf(context.clock.now());
  const late = due.filter(({ claimBy }) => claimBy < today);
  if (late.length === 0) return;
  const until = await lastWorkingDay(em, today, workingDaysBefore);
  const change = sql`
    with late as (select id, claim_by from claim where id = any(${late.map(({ id }) => id)}::uuid[]))
    update claim set claim_by = ${until}::date, version = version + 1
    from late where claim.id = late.id
    returning claim.id, claim.programme_id, claim.enterprise_id, late.claim_by as was`;
  const extensions = sql`
    select id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
      jsonb_build_object('until', ${until}::text, 'reason', 'the reminder was sent late',
        'changes', jsonb_build_array(jsonb_build_object('field', 'claimBy', 'from', was, 'to', ${until}::text))) as data
    from moved`;
  await recordEvents(em, context, 'CLAIM_EXTENDED', 'Claim', extensions, change);
  for (const claim of late) claim.claimBy = until;
}

export async function remindEnterprises(
  em: EntityManager,
  context: Context,
  programmeId: string,
  due: DueClaim[],
): Promise<void> {
  const claims = new Map(due.map((claim) => [claim.enterpriseId, claim]));
  await notifyEnterprises(em, context, {
    programmeId,
    template: SmsTemplate.PAYMENT_INFORMATION_REMINDER,
    enterprises: [...claims.keys()],
    parameters: ({ id, name }) => {
      const { title, claimBy } = claims.get(id) as DueClaim;
      return { enterprise: name, programme: title, until: claimBy };
    },
  });
  const change = sql`
    update claim set reminded_at = ${context.clock.now()}::timestamptz
    where id = any(${due.map(({ id }) => id)}::uuid[]) returning id, programme_id, enterprise_id, claim_by`;
  const subjects = sql`
    select id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
      jsonb_build_object('claimBy', claim_by) as data from moved`;
  await recordEvents(em, context, 'CLAIM_REMINDED', 'Claim', subjects, change);
}
