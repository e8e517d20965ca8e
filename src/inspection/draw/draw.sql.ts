import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { named } from '../../database/schema/columns.js';

export interface Population {
  programmeId: string;
  /** All institutions where null. */
  institutionIds: string[] | null;
  /** Null for all accepted policies; otherwise those that count in this revision. */
  proposalId: string | null;
  /** Ascending. */
  amountBounds: string[];
}

/** The header of `population.csv`. */
export const populationHead = 'policy,institution,product,amount';

/**
 * A policy of the population as a line of `population.csv`, with the line end; `member` and `institution` are the
 * tables.
 */
export const populationLine: RawBuilder<string> = sql`concat_ws(',', global_id('Policy', member.policy_id),
  institution.credit_code, member.product_code, member.amount) || E'\n'`;

/** The order of the lines: by bytes, like `LC_ALL=C sort`. */
export const populationOrder = sql`global_id('Policy', member.policy_id) collate "C"`;

/**
 * Stores the population: accepted policies that are not excluded, as they are now; returns the ids of their
 * institutions.
 */
export async function fixPopulation(em: EntityManager, spotCheckId: string, of: Population): Promise<string[]> {
  const { rows } = await sql<{ institutionId: string }>`
    with member as (
      insert into spot_check_member (spot_check_id, policy_id, institution_id, product_code, amount, band)
      select ${spotCheckId}::uuid, policy.id, institution_id, product_code, premium - refunded,
        width_bucket(premium - refunded, ${of.amountBounds}::numeric[])
      from policy
      where programme_id = ${of.programmeId}::uuid and status = 'ACCEPTED'
        and (${of.institutionIds}::uuid[] is null or institution_id = any(${of.institutionIds}::uuid[]))
        and (${of.proposalId}::uuid is null or exists (select from assessment_line as line
          where line.proposal_id = ${of.proposalId}::uuid and line.enterprise_id = policy.enterprise_id
            and line.policy_id = policy.id))
        and not exists (select from policy_exclusion where policy_id = policy.id and lifted_at is null)
      returning institution_id
    )
    select distinct ${named('institution_id')} from member order by 1`.execute(em.getKysely());
  return rows.map(({ institutionId }) => institutionId);
}

/** Computes the SHA-256 of the whole `population.csv`. */
export async function digestPopulation(em: EntityManager, spotCheckId: string): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(convert_to(${`${populationHead}\n`} || string_agg(${populationLine}, '' order by
      ${populationOrder}), 'UTF8')), 'hex') as digest
    from spot_check_member as member join institution on institution.id = member.institution_id
    where spot_check_id = ${spotCheckId}::uuid`.execute(em.getKysely());
  return (rows[0] as { digest: string }).digest;
}

/** How many policies are drawn from a stratum of this size: at least one. */
const drawnOf = (size: RawBuilder<unknown>) => sql`ceil(${size} * percent / 100)::int`;

export async function insertStrata(em: EntityManager, spotCheckId: string): Promise<void> {
  await sql`
    insert into spot_check_stratum (spot_check_id, institution_id, product_code, band, population_count, sample_count,
      digest)
    select spot_check.id, member.institution_id, product_code, band, count(*), ${drawnOf(sql`count(*)`)},
      encode(sha256(convert_to(string_agg(${populationLine}, '' order by ${populationOrder}), 'UTF8')), 'hex')
    from spot_check join spot_check_member as member on member.spot_check_id = spot_check.id
      join institution on institution.id = member.institution_id
    where spot_check.id = ${spotCheckId}::uuid
    group by spot_check.id, percent, member.institution_id, product_code, band`.execute(em.getKysely());
}

/**
 * Draws by the algorithm SHA256-ORDER-1: in each stratum the policies with the smallest sha256(seed ‖ id of the
 * policy), both as text. Anybody can repeat it from the population and the seed.
 */
export async function insertSample(em: EntityManager, spotCheckId: string): Promise<void> {
  await sql`
    with ordered as (
      select member.*, programme_id, percent, count(*) over stratum as size,
        row_number() over (stratum order by sha256(convert_to(seed || global_id('Policy', policy_id), 'UTF8'))) as place
      from spot_check join spot_check_member as member on member.spot_check_id = spot_check.id
      where spot_check.id = ${spotCheckId}::uuid
      window stratum as (partition by member.institution_id, product_code, band)
    )
    insert into spot_check_item (spot_check_id, programme_id, institution_id, policy_id, product_code, amount, band, place,
      status)
    select spot_check_id, programme_id, institution_id, policy_id, product_code, amount, band, place, 'TO_EXAMINE'
    from ordered where place <= ${drawnOf(sql`size`)} order by institution_id, product_code, band, place`.execute(
    em.getKysely(),
  );
}
