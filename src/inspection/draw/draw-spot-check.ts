import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseYuan } from '../../kernel/values/money.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { onceFor } from '../../database/idempotency.js';
import { recordEvents } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { Institution } from '../../institution/institution.js';
import { refuseInstitution } from '../../institution/institution.refusals.js';
import { requireProgramme } from '../../programme/find-programme.js';
import type { Programme } from '../../programme/programme.js';
import { refuseProposal } from '../../proposal/proposal.refusals.js';
import { SubsidyProposal } from '../../proposal/subsidy-proposal.js';
import { digestPopulation, fixPopulation, insertSample, insertStrata } from './draw.sql.js';
import { refuseInspection } from '../inspection.refusals.js';
import { drawAlgorithm, SpotCheck } from '../spot-check.js';

export interface DrawSpotCheck {
  programme: string;
  /** The institutions whose policies are drawn from; all where null. An unknown id is undefined. */
  institutionIds: (string | undefined)[] | null;
  /** Draw only from policies that count in this revision; from all accepted ones where null. */
  proposalId: string | null | undefined;
  percent: string;
  amountBounds: string[];
  idempotencyKey: string;
}

/** Draws a sample by institution, product and amount, from a seed that is recorded with it (§4); returns its id. */
export function drawSpotCheck(context: Context, input: DrawSpotCheck): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'drawSpotCheck', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) => onceFor(em, request, () => draw(em, context, input)));
}

async function draw(em: EntityManager, context: Context, input: DrawSpotCheck): Promise<string> {
  requireFitting(input);
  const programme = await requireProgramme(em, input.programme);
  const population = {
    programmeId: programme.id,
    institutionIds: await requireInstitutions(em, input.institutionIds),
    proposalId: await requireProposal(em, programme, input.proposalId),
    amountBounds: input.amountBounds,
  };
  // The lock allows one draw of a programme at a time, so that numbers have no gap.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inspect/${programme.id}`}, 0))`.execute(em.getKysely());
  const id = await nextId(em);
  const institutionIds = await fixPopulation(em, id, population);
  if (institutionIds.length === 0) throw new Refused(refuseInspection('POPULATION_EMPTY', ['programme']));
  em.create(SpotCheck, {
    ...population,
    id,
    institutionIds,
    number: 1 + (await em.count(SpotCheck, { programmeId: programme.id })),
    percent: input.percent,
    algorithm: drawAlgorithm,
    populationDigest: await digestPopulation(em, id),
    // The seed is chosen only now, when the population is fixed.
    seed: randomBytes(32).toString('hex'),
    drawnBy: context.viewer.accountId as string,
    drawnAs: context.viewer.role,
    drawnAt: context.clock.now(),
  });
  await em.flush();
  await insertStrata(em, id);
  await insertSample(em, id);
  await recordForInstitutions(em, context, id);
  return id;
}

const percentage = /^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/;

function requireFitting({ percent, amountBounds }: DrawSpotCheck): void {
  if (!percentage.test(percent) || Number(percent) === 0) {
    throw new Refused(refuseInspection('SAMPLE_PERCENT_UNFIT', ['percent'], { found: percent }));
  }
  const fen = amountBounds.map((bound) => parseYuan(bound) ?? 0n);
  const ascending = fen.every((bound, index) => bound > (fen[index - 1] ?? 0n));
  if (!ascending || fen.length > 9) throw new Refused(refuseInspection('AMOUNT_BOUNDS_UNFIT', ['amountBounds']));
}

async function requireInstitutions(em: EntityManager, ids: DrawSpotCheck['institutionIds']): Promise<string[] | null> {
  if (!ids) return null;
  const known = await em.find(Institution, { id: { $in: ids.filter((id) => id !== undefined) } });
  const found = new Set(known.map(({ id }) => id));
  ids.forEach((id, index) => {
    if (id && found.has(id)) return;
    throw new Refused(refuseInstitution('INSTITUTION_NOT_FOUND', ['institutionIds', String(index)]));
  });
  return [...found];
}

async function requireProposal(em: EntityManager, { id }: Programme, proposalId: string | null | undefined) {
  if (proposalId === null) return null;
  const proposal = proposalId ? await em.findOne(SubsidyProposal, { id: proposalId, programmeId: id }) : null;
  if (!proposal) throw new Refused(refuseProposal('PROPOSAL_NOT_FOUND', ['proposalId']));
  return proposal.id;
}

async function nextId(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(em.getKysely());
  return (rows[0] as { id: string }).id;
}

/** Records one event for each institution, about its own part. */
async function recordForInstitutions(em: EntityManager, context: Context, id: string): Promise<void> {
  await recordEvents(
    em,
    context,
    'SPOT_CHECK_DRAWN',
    'SpotCheck',
    sql`
    select spot_check.id as subject_id, programme_id, institution_id, null::uuid as enterprise_id,
      jsonb_build_object('number', number, 'seed', seed, 'algorithm', algorithm, 'percent', trim_scale(percent)::text,
        'populationDigest', population_digest, 'populationCount', sum(population_count),
        'sampleCount', sum(sample_count)) as data
    from spot_check join spot_check_stratum on spot_check_id = spot_check.id
    where spot_check.id = ${id}::uuid group by spot_check.id, institution_id`,
  );
}
