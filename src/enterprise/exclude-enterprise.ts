import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { defineRefusals, Refused } from '../kernel/errors/refusal.js';
import { refuse as refuseAny } from '../kernel/errors/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import type { DataOf } from '../event/event-data.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { requireProgramme } from '../programme/find-programme.js';
import { normaliseCreditCode } from './credit-code.js';
import { Enterprise } from './enterprise.js';
import { EnterpriseExclusion } from './enterprise-exclusion.js';
import { requireVersion } from '../transition/transit.js';

const refuse = defineRefusals({
  ENTERPRISE_UNKNOWN: {
    meaning: 'The platform knows no company with this credit code.',
    zh: ({ found }) => `平台没有统一社会信用代码为“${found}”的企业，请核对。`,
    en: ({ found }) => `The platform knows no company with the credit code "${found}". Check it.`,
  },
  ENTERPRISE_NOT_EXCLUDED: {
    meaning: 'The company is not excluded from the programme.',
    zh: () => '该企业未被排除，无需解除。',
    en: () => 'The company is not excluded; there is nothing to lift.',
  },
});

interface CompanyInProgramme {
  programme: string;
  creditCode: string;
}

export interface ExcludeEnterprise extends CompanyInProgramme {
  reason: string;
  source: string;
  idempotencyKey: string;
}

/** Leaves a company out of the next revisions of a programme; again, with another reason, it replaces the first. */
export function excludeEnterprise(context: Context, input: ExcludeEnterprise): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'excludeEnterprise', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => exclude(em, context, input)));
}

async function exclude(em: EntityManager, context: Context, input: ExcludeEnterprise): Promise<string> {
  const [reason, source] = [input.reason.trim(), input.source.trim()];
  if (reason === '') throw new Refused(refuseAny('REASON_MISSING', ['reason']));
  const { programme, enterprise } = await find(em, input);
  const before = await em.findOne(EnterpriseExclusion, inForce(programme.id, enterprise.id));
  if (before) await lift(em, context, before);
  em.create(EnterpriseExclusion, {
    programmeId: programme.id,
    enterpriseId: enterprise.id,
    reason,
    source,
    excludedBy: context.viewer.accountId,
    excludedAt: context.clock.now(),
    liftedAt: null,
    version: 1,
  });
  await em.flush();
  const changes = [
    { field: 'reason', from: before?.reason ?? null, to: reason },
    { field: 'source', from: before?.source ?? null, to: source },
  ];
  await record(em, context, EventType.ENTERPRISE_EXCLUDED, programme.id, enterprise.id, { reason, source, changes });
  return enterprise.id;
}

export interface LiftExclusion extends CompanyInProgramme {
  /** Of the exclusion, as the person saw it. */
  version: number;
}

/** Lets a company in again from the next revision on. */
export function liftExclusion(context: Context, input: LiftExclusion): Promise<string> {
  return context.db.write(async (em) => {
    const { programme, enterprise } = await find(em, input);
    const held = await em.findOne(EnterpriseExclusion, inForce(programme.id, enterprise.id));
    if (!held) throw new Refused(refuse('ENTERPRISE_NOT_EXCLUDED', ['creditCode']));
    requireVersion(held, input.version);
    await requireOtherPerson(context, 'liftExclusion', { accounts: [held.excludedBy] }, ['creditCode']);
    await lift(em, context, held);
    const changes = [{ field: 'reason', from: held.reason, to: null }];
    await record(em, context, EventType.EXCLUSION_LIFTED, programme.id, enterprise.id, { changes });
    return enterprise.id;
  });
}

const inForce = (programmeId: string, enterpriseId: string) => ({ programmeId, enterpriseId, liftedAt: null });

async function find(em: EntityManager, input: CompanyInProgramme) {
  const programme = await requireProgramme(em, input.programme);
  const creditCode = normaliseCreditCode(input.creditCode);
  const enterprise = await em.findOne(Enterprise, { creditCode });
  if (!enterprise) throw new Refused(refuse('ENTERPRISE_UNKNOWN', ['creditCode'], { found: creditCode }));
  // Decisions about one company follow each other: of two at once, the second one finds what the first one wrote.
  const lock = `exclusion ${programme.id} ${enterprise.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(em.getKysely());
  return { programme, enterprise };
}

async function lift(em: EntityManager, context: Context, held: EnterpriseExclusion): Promise<void> {
  held.liftedAt = context.clock.now();
  held.version += 1;
  await em.flush();
}

function record<T extends EventType.ENTERPRISE_EXCLUDED | EventType.EXCLUSION_LIFTED>(
  em: EntityManager,
  context: Context,
  type: T,
  programmeId: string,
  enterpriseId: string,
  data: DataOf<T>,
): Promise<void> {
  const subject = { type: 'Enterprise', id: enterpriseId };
  return recordEvent(em, context, { type, subject, programmeId, enterpriseId, data });
}
