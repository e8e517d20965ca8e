import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { recordEvents } from '../event/record-event.js';
import { dayOf } from '../kernel/values/dates.js';
import { OutsideServiceFault } from '../kernel/outside/outside-service.js';
import { Refused } from '../kernel/errors/refusal.js';
import { checkCreditCode, normaliseCreditCode } from '../kernel/values/credit-code.js';
import type { CompanyRegister, RegisterEntry } from './company-register.js';
import { findRegisteredCompany, type FoundCompany } from './find-registered-company.js';
import { companyFacts, mergedFacts, recordEntries } from './record-entries.sql.js';
import { refuseRegister } from './register.refusals.js';
import { sealPerson } from './sealed-entry.js';
import { named } from '../database/schema/columns.js';

export const companiesAtOnce = 20;

/** Asks the register for one company now, whatever is stored; returns its present entry. */
export async function lookUpCompany(context: Context, sent: string): Promise<FoundCompany> {
  const creditCode = normaliseCreditCode(sent);
  const register = context.companies;
  if (checkCreditCode(creditCode) === 'INVALID') {
    throw new Refused(refuseRegister('REGISTER_CODE_INVALID', ['creditCode'], { found: sent }));
  }
  if (!register) throw new Refused(refuseRegister('REGISTER_BY_LISTS_ALONE', ['creditCode']));
  const company = await askRegister(context, register, creditCode).catch(refuseSilence);
  if (!company) throw new Refused(refuseRegister('COMPANY_NOT_REGISTERED', ['creditCode'], { found: creditCode }));
  return company;
}

/**
 * Returns the present entry of a company; where there is none and the register can be asked for single companies, asks
 * it now. Returns undefined where nothing is known; refuses where the register does not answer.
 */
export async function ensureRegisteredCompany(context: Context, sent: string): Promise<FoundCompany | undefined> {
  const creditCode = normaliseCreditCode(sent);
  const known = await context.system.write((em) => findRegisteredCompany(em, creditCode));
  return known ?? (context.companies && askRegister(context, context.companies, creditCode).catch(refuseSilence));
}

function refuseSilence(error: unknown): never {
  if (!(error instanceof OutsideServiceFault)) throw error;
  throw new Refused(refuseRegister('COMPANY_REGISTER_SILENT', ['creditCode']));
}

export async function findDueCompanies(em: EntityManager, now: Date, except: string[]): Promise<string[]> {
  const { rows } = await sql<{ creditCode: string }>`
    (select ${named('credit_code')} from enterprise
      where not exists (select from company_lookup where company_lookup.credit_code = enterprise.credit_code)
        and credit_code <> all(${except})
      limit ${companiesAtOnce})
    union all
    (select credit_code from company_lookup where next_at <= ${now} and credit_code <> all(${except})
      order by next_at limit ${companiesAtOnce})
    limit ${companiesAtOnce}`.execute(em.getKysely());
  return rows.map(({ creditCode }) => creditCode);
}

export async function askRegister(
  context: Context,
  register: CompanyRegister,
  creditCode: string,
): Promise<FoundCompany | undefined> {
  let entry: RegisterEntry | undefined;
  try {
    entry = await register.lookUp(creditCode);
  } catch (error) {
    if (error instanceof OutsideServiceFault) await noteFailure(context, creditCode);
    throw error;
  }
  try {
    return await context.system.write(async (em) => {
      if (entry) await recordLookUps(em, context, register.name, [entry]);
      await noteAnswer(em, context, creditCode, entry !== undefined, register.cacheHours);
      return findRegisteredCompany(em, creditCode);
    });
  } catch (error) {
    // An answer that cannot be stored concerns only this company: it waits, and the others are asked.
    await noteFailure(context, creditCode);
    throw error;
  }
}

/** Records a register's answers for today, with an event for each company in our data whose facts are new. */
export async function recordLookUps(
  em: EntityManager,
  context: Pick<Context, 'vault' | 'clock' | 'viewer'>,
  source: string,
  answers: RegisterEntry[],
): Promise<void> {
  const rows = answers.map(({ creditCode, representative: representativeName, ...facts }) => {
    const { entry, sealedPhone } = sealPerson(context.vault, { entry: { ...facts, representativeName } });
    return { creditCode, entry, sealedPhone };
  });
  await sql`drop table if exists register_answer`.execute(em.getKysely());
  await sql`
    create temporary table register_answer on commit drop as
    select credit_code, ${mergedFacts} || jsonb_strip_nulls(jsonb_build_object('changedOn', entry -> 'changedOn')) as entry,
      sealed_phone, previous as expected
    from (
      select given."creditCode" as credit_code, jsonb_strip_nulls(given.entry) as entry,
        given."sealedPhone" as sealed_phone, known.previous
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as given ("creditCode" text, entry jsonb, "sealedPhone" text)
        left join lateral (
          select ${companyFacts} as previous from registered_company as company
          where company.credit_code = given."creditCode" and valid_until is null
        ) as known on true
    ) as answer
    where ${mergedFacts} is distinct from previous`.execute(em.getKysely());
  const day = dayOf(context.clock.now());
  await recordEntries(em, sql`select * from register_answer`, { source, day, importId: null });
  const notShown = sql`array['representative', 'representativeDigest', 'phoneDigest', 'changedOn']`;
  await recordEvents(
    em,
    context,
    'REGISTRATION_CHANGED',
    'Enterprise',
    sql`
    select enterprise.id as subject_id, null::uuid as programme_id, null::uuid as institution_id,
      enterprise.id as enterprise_id, jsonb_build_object('source', ${source}::text,
        'before', expected - ${notShown}, 'after', entry - ${notShown}) as data
    from register_answer join enterprise using (credit_code)`,
  );
}

async function noteAnswer(
  em: EntityManager,
  { clock }: Context,
  creditCode: string,
  found: boolean,
  cacheHours: number,
): Promise<void> {
  const now = clock.now();
  const nextAt = new Date(now.getTime() + cacheHours * 3_600_000);
  await sql`
    insert into company_lookup (credit_code, looked_up_at, found, failures, next_at)
    values (${creditCode}, ${now}, ${found}, 0, ${nextAt})
    on conflict (credit_code) do update set looked_up_at = excluded.looked_up_at, found = excluded.found, failures = 0,
      next_at = excluded.next_at`.execute(em.getKysely());
}

/** Records a failed look-up: the next one is after a minute, then after twice as long each time, at most an hour. */
async function noteFailure(context: Context, creditCode: string): Promise<void> {
  const now = context.clock.now();
  await context.system.write(async (em) => {
    await sql`
      insert into company_lookup (credit_code, looked_up_at, found, failures, next_at)
      values (${creditCode}, ${now}, null, 1, ${now}::timestamptz + interval '1 minute')
      on conflict (credit_code) do update set failures = company_lookup.failures + 1,
        next_at = ${now}::timestamptz + least(interval '1 hour', interval '1 minute' * (1 << least(company_lookup.failures, 6)))
    `.execute(em.getKysely());
  });
}
