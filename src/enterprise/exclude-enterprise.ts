import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireProgramme } from '../programme/find-programme.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { Enterprise } from './enterprise.js';
import { EnterpriseExclusion } from './enterprise-exclusion.js';
import { refuseEnterprise } from './enterprise.refusals.js';
import { enterpriseExclusionStates } from './enterprise.states.js';
import { requireReason, transit } from '../transition/transit.js';

interface CompanyInProgramme {
  programme: string;
  creditCode: string;
}

export interface ExcludeEnterprise extends CompanyInProgramme {
  reason: string;
  source: string;
  idempotencyKey: string;
}

/** Leaves a company out of the next revisions of a programme; an exclusion with another reason replaces the first. */
export function excludeEnterprise(context: Context, input: ExcludeEnterprise): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'excludeEnterprise', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => exclude(em, context, input)));
}

async function exclude(em: EntityManager, context: Context, input: ExcludeEnterprise): Promise<string> {
  const [reason, source] = [requireReason(input.reason), input.source.trim()];
  const { programme, enterprise } = await find(em, input);
  const before = await em.findOne(EnterpriseExclusion, inForce(programme.id, enterprise.id));
  if (before) await replace(em, before, context.clock.now());
  em.create(EnterpriseExclusion, {
    programmeId: programme.id,
    enterpriseId: enterprise.id,
    reason,
    source,
    excludedBy: context.viewer.accountId,
    excludedAt: context.clock.now(),
  });
  await em.flush();
  const changes = [
    { field: 'reason', from: before?.reason ?? null, to: reason },
    { field: 'source', from: before?.source ?? null, to: source },
  ];
  await recordEvent(em, context, {
    type: 'ENTERPRISE_EXCLUDED',
    subject: { type: 'Enterprise', id: enterprise.id },
    programmeId: programme.id,
    enterpriseId: enterprise.id,
    data: { reason, source, changes },
  });
  return enterprise.id;
}

export interface LiftExclusion extends CompanyInProgramme {
  /** The version of the exclusion that the person saw. */
  version: number;
}

/** Lifts an exclusion: the company is included again from the next revision. */
export function liftExclusion(context: Context, input: LiftExclusion): Promise<string> {
  return context.db.write(async (em) => {
    const { programme, enterprise } = await find(em, input);
    const exclusion = await em.findOne(EnterpriseExclusion, inForce(programme.id, enterprise.id));
    const asked = { operation: 'liftExclusion', id: exclusion?.id, version: input.version };
    await transit(em, context, enterpriseExclusionStates, asked, {
      preparers: ({ excludedBy }) => ({ accounts: [excludedBy] }),
      change: (exclusion) => {
        exclusion.lift(context.clock.now());
        const changes = [{ field: 'reason', from: exclusion.reason, to: null }];
        return { type: 'EXCLUSION_LIFTED', data: { changes } };
      },
    });
    return enterprise.id;
  });
}

const inForce = (programmeId: string, enterpriseId: string) => ({ programmeId, enterpriseId, liftedAt: null });

async function find(em: EntityManager, input: CompanyInProgramme) {
  const programme = await requireProgramme(em, input.programme);
  const creditCode = normaliseCreditCode(input.creditCode);
  const enterprise = await em.findOne(Enterprise, { creditCode });
  if (!enterprise) throw new Refused(refuseEnterprise('ENTERPRISE_UNKNOWN', ['creditCode'], { found: creditCode }));
  // Locks the company, so that the second of two concurrent decisions finds the first one.
  const lock = `exclusion ${programme.id} ${enterprise.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(em.getKysely());
  return { programme, enterprise };
}

/** Ends the earlier exclusion without an event, because only one is in force. */
async function replace(em: EntityManager, before: EnterpriseExclusion, now: Date): Promise<void> {
  before.lift(now);
  before.version += 1;
  await em.flush();
}
