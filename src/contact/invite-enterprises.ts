import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { isNear } from '../calendar/working-days.sql.js';
import { recordEvents } from '../event/record-event.js';
import type { Portion } from '../job/item-job.js';
import { dayOf } from '../kernel/values/dates.js';
import { SmsTemplate } from '../message/text-message.js';
import { notifyEnterprises } from './notify-enterprises.js';

/** Working days before the deadline from which companies without an account are asked (our choice). */
const workingDaysBefore = 10;
/** Working days given to a company that is asked after the deadline (our choice). */
const workingDaysLate = 5;
/** Minutes until a programme is searched again, because policies are pushed all the time. */
const pause = 60;

interface DueProgramme {
  id: string;
  title: string;
  until: string;
}

export interface DueEnterprise {
  id: string;
  programme: DueProgramme;
}

export async function findDueProgramme(em: EntityManager, { clock }: Context): Promise<DueProgramme | undefined> {
  const now = clock.now();
  const { rows } = await sql<DueProgramme>`
    select id, title, enterprise_registration_until::text as until from programme
    where ${isNear(sql.ref('enterprise_registration_until'), dayOf(now), workingDaysBefore)}
      and not exists (select from publicity_notice as notice where notice.programme_id = programme.id)
      and not exists (select from invitation_scan as scan where scan.programme_id = programme.id
        and scan.scanned_at between ${new Date(now.getTime() - pause * 60_000)} and ${now})
    order by id limit 1 for update skip locked`.execute(em.getKysely());
  return rows[0];
}

export async function findWithoutAccount(
  em: EntityManager,
  programmeId: string,
  { limit, except }: Portion,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select enterprise.id from enterprise
    where enterprise.id <> all(${except}::uuid[]) and exists (select from policy where policy.enterprise_id = enterprise.id
        and policy.programme_id = ${programmeId}::uuid and policy.status = 'ACCEPTED')
      and not exists (select from enterprise_invitation as asked
        where asked.programme_id = ${programmeId}::uuid and asked.enterprise_id = enterprise.id)
      and not exists (select from role_grant as granted
        where granted.subject_id = enterprise.id and granted.role = 'ENTERPRISE' and granted.revoked_at is null)
      and (exists (select from enterprise_contact as contact where contact.enterprise_id = enterprise.id)
        or exists (select from registered_company as company where company.credit_code = enterprise.credit_code
          and company.valid_until is null and company.sealed_phone is not null))
    order by enterprise.id limit ${limit}`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

export async function inviteToRegister(
  em: EntityManager,
  context: Context,
  programme: DueProgramme,
  enterprises: string[],
) {
  const today = dayOf(context.clock.now());
  const until = programme.until >= today ? programme.until : await lastWorkingDay(em, today, workingDaysLate);
  await notifyEnterprises(em, context, {
    programmeId: programme.id,
    template: SmsTemplate.REGISTRATION_REMINDER,
    enterprises,
    parameters: ({ name }) => ({ enterprise: name, programme: programme.title, until }),
  });
  const change = sql`
    insert into enterprise_invitation (programme_id, enterprise_id, invited_at)
    select ${programme.id}::uuid, id, ${context.clock.now()}::timestamptz
    from unnest(${enterprises}::uuid[]) as asked (id)
    returning programme_id, enterprise_id`;
  const subjects = sql`
    select enterprise_id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
      jsonb_build_object('until', ${until}::text) as data from moved`;
  await recordEvents(em, context, 'ENTERPRISE_INVITED', 'Enterprise', subjects, change);
}

export async function noteScan(em: EntityManager, { clock }: Context, programmeId: string): Promise<void> {
  await sql`
    insert into invitation_scan (programme_id, scanned_at) values (${programmeId}::uuid, ${clock.now()}::timestamptz)
    on conflict (programme_id) do update set scanned_at = excluded.scanned_at`.execute(em.getKysely());
}
