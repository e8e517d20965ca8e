import { columnsOf, named } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { SpotCheckFinding } from './finding/spot-check-finding.js';
import { SpotCheckItem } from './spot-check-item.js';
import { SpotCheck, type SpotCheckStratum } from './spot-check.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { readClaimsLeft } from '../claim/corrections/claims-left.sql.js';

export const spotCheckColumns = sql`${columnsOf(SpotCheck, { without: ['percent', 'amountBounds'] })}, trim_scale(percent)::text as percent, array(select bound::text from unnest(amount_bounds) as bound) as "amountBounds"`;

export const spotCheckById = defineLoader(
  'spot check by id',
  async (em, ids: readonly string[]) => {
    const { rows } = await sql<SpotCheck>`
      select ${spotCheckColumns} from spot_check where id = any(${ids}::uuid[])`.execute(em.getKysely());
    return rows.map((row) => Object.assign(new SpotCheck(), row));
  },
  (spotCheck) => spotCheck.id,
);

export const spotCheckItemById = defineLoader(
  'spot-check item by id',
  (em, ids) => findByKeys(em, SpotCheckItem, 'id', ids),
  (item) => item.id,
);

export const strataOfSpotCheck = defineListLoader('strata of spot check', async (em, ids) => {
  const { rows } = await sql<SpotCheckStratum & { loaderKey: string }>`
    select ${named('spot_check_id as loader_key', 'spot_check_id', 'stratum.institution_id', 'product_code', 'band')},
      ${named('population_count', 'sample_count', 'digest')}
    from spot_check_stratum as stratum join institution on institution.id = stratum.institution_id
    where spot_check_id = any(${ids}::uuid[])
    order by institution.credit_code, product_code, band`.execute(em.getKysely());
  return rows;
});

/** The confirmed, returned and open findings that the viewer may see, the earliest first. */
export const findingsOfItem = defineListLoader('findings of spot-check item', async (em, ids) => {
  const found = await em.find(
    SpotCheckFinding,
    { itemId: { $in: [...ids] } },
    { orderBy: { recordedAt: 'asc', id: 'asc' } },
  );
  return found.map((finding) => Object.assign(finding, { loaderKey: finding.itemId }));
});

/** The number of items in each state. */
export interface ItemCounts {
  key: string;
  open: number;
  passed: number;
  failed: number;
}

const counts = sql`count(*) filter (where item.status in ('TO_EXAMINE', 'RECORDED'))::int as open,
  count(*) filter (where item.status = 'PASSED')::int as passed,
  count(*) filter (where item.status = 'FAILED')::int as failed`;

export const itemCountsOfSpotCheck = defineLoader<string, ItemCounts>(
  'item counts of spot check',
  async (em, ids) => {
    const { rows } = await sql<ItemCounts>`
      select spot_check_id as key, ${counts} from spot_check_item as item
      where spot_check_id = any(${ids}::uuid[]) group by spot_check_id`.execute(em.getKysely());
    return rows;
  },
  ({ key }) => key,
);

/** The key is an institution, or an institution and the code of a programme, joined by a slash. */
export const itemCountsOfInstitution = defineLoader<string, ItemCounts>(
  'item counts of institution',
  async (em, keys) => {
    const pairs = keys.map((key) => key.split('/'));
    const { rows } = await sql<ItemCounts>`
      select concat_ws('/', wanted.institution_id, wanted.code) as key, ${counts}
      from unnest(${pairs.map(([institution]) => institution)}::uuid[], ${pairs.map(([, code]) => code ?? null)}::text[])
          as wanted (institution_id, code)
        join spot_check_item as item using (institution_id) join programme on programme.id = item.programme_id
      where wanted.code is null or wanted.code = programme.code
      group by wanted.institution_id, wanted.code`.execute(em.getKysely());
    return rows;
  },
  ({ key }) => key,
);

/** Counts each policy of a revision once: as failed, otherwise as open, otherwise as passed. */
export const itemCountsOfProposal = defineLoader<string, ItemCounts>(
  'item counts of proposal',
  async (em, ids) => {
    const { rows } = await sql<ItemCounts>`
      with item as (
        select distinct on (line.proposal_id, line.policy_id) line.proposal_id, item.status
        from spot_check_item as item join policy on policy.id = item.policy_id
          join assessment_line as line on line.proposal_id = any(${ids}::uuid[])
            and line.enterprise_id = policy.enterprise_id and line.policy_id = policy.id
        order by line.proposal_id, line.policy_id, item.status <> 'FAILED', item.status = 'PASSED'
      )
      select proposal_id as key, ${counts} from item group by proposal_id`.execute(em.getKysely());
    return rows;
  },
  ({ key }) => key,
);

export interface CountedClaim {
  itemId: string;
  claimId: string | null;
  status: ClaimStatus | null;
  /** Whether the revision of its amount is approved: then no other revision follows. */
  approved: boolean;
  released: boolean;
  recovery: string;
}

/** Loads the claim that a failed policy counted in, if it has one. */
export const countedClaimOf = defineLoader<string, CountedClaim>(
  'claim of spot-check item',
  async (em, ids) => {
    const { rows } = await sql<CountedClaim>`
      select ${named('item.id as item_id', 'claim.id as claim_id')}, claim.status, coalesce(recovery.amount,
        0)::text as recovery,
        coalesce(proposal.status = 'APPROVED', false) as approved,
        exists (select from payment_line as line join payment_batch as batch on batch.id = line.batch_id
          where line.claim_id = claim.id and line.status = 'OPEN' and batch.status <> 'ORDERED') as released
      from spot_check_item as item join policy on policy.id = item.policy_id
        left join claim on claim.programme_id = policy.programme_id and claim.enterprise_id = policy.enterprise_id
          and exists (select from assessment_line as line where line.proposal_id = claim.proposal_id
            and line.enterprise_id = claim.enterprise_id and line.policy_id = policy.id)
        left join subsidy_proposal as proposal on proposal.id = claim.proposal_id
        left join recovery on recovery.claim_id = claim.id
      where item.id = any(${ids}::uuid[])`.execute(em.getKysely());
    return rows;
  },
  ({ itemId }) => itemId,
);

export const excessOfClaim = defineLoader<string, { id: string; excess: string }>(
  'excess of claim',
  (em, ids) => readClaimsLeft(em, sql`id = any(${ids}::uuid[])`),
  ({ id }) => id,
);
