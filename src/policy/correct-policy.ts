import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatYuan, parseYuan } from '../kernel/money.js';
import { Refused } from '../kernel/refusal.js';
import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { Programme } from '../programme/programme.js';
import { ProgrammeRules } from '../programme/programme-rules.js';
import { Product } from '../programme/product.js';
import { requireReason } from '../transition/transit.js';
import { changePolicy } from './lock-policy.js';
import { checkCorrectedShare } from './check-shares.js';
import { flagPolicies } from './flag-policies.sql.js';
import { type FieldChange, PolicyCorrection } from './policy-history.js';
import type { Policy } from './policy.js';
import { type CheckedPolicyRow, checkPolicyRow, type SentPolicyRow } from './policy-row.js';
import { refusePolicy } from './policy.refusals.js';

export type CorrectableField = Exclude<keyof SentPolicyRow, 'policyNo'>;

export interface CorrectPolicy {
  policyId: string | undefined;
  version: number;
  reason: string;
  /** What is to stand there instead; a field that is absent stays as it is. */
  changes: { [Field in CorrectableField]?: string | null };
}

/**
 * Corrects a policy of the viewer's institution. The corrected policy passes every check of a new one; what changed is
 * kept. One in an approved proposal cannot change any more.
 */
export async function correctPolicy(context: Context, input: CorrectPolicy): Promise<string> {
  const reason = requireReason(input.reason);
  return context.db.write((em) =>
    changePolicy(em, context, 'correctPolicy', input, async (policy) => {
      const present = await presentRow(em, policy);
      const row = await check(em, policy, { ...present, ...withoutNothing(input.changes) });
      const changes = changesBetween(present, row);
      if (changes.length === 0) throw new Refused(refusePolicy('CORRECTION_EMPTY', ['changes']));
      await apply(em, policy, row);
      const { id: policyId, institutionId, version } = policy;
      const correctedAt = context.clock.now();
      em.create(PolicyCorrection, {
        institutionId,
        policyId,
        submissionId: null,
        version,
        reason,
        changes,
        correctedAt,
      });
      await em.flush();
      await flagPolicies(em, policy.submissionId, policyId);
      const fields = changes.map(({ field }) => field);
      return { type: EventType.POLICY_CORRECTED, data: { fields, version, changes } };
    }),
  );
}

/** A field that is given as null is one that the client left out. */
function withoutNothing(changes: CorrectPolicy['changes']): Partial<SentPolicyRow> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value != null));
}

async function presentRow(em: EntityManager, policy: Policy): Promise<SentPolicyRow> {
  const { rows } = await sql<{ creditCode: string }>`
    select credit_code as "creditCode" from enterprise where id = ${policy.enterpriseId}::uuid
  `.execute(em.getKysely());
  const insured = rows[0] as { creditCode: string };
  const { policyNo, productCode: product, startsOn, endsOn, premium, invoiceNo, coinsuranceNo } = policy;
  // PostgreSQL writes all four decimals.
  const share = policy.share.includes('.') ? policy.share.replace(/\.?0+$/, '') : policy.share;
  return {
    policyNo,
    creditCode: insured.creditCode,
    enterpriseName: policy.insuredName,
    product,
    startsOn,
    endsOn,
    premium,
    invoiceNo,
    share,
    coinsuranceNo,
  };
}

async function check(em: EntityManager, policy: Policy, sent: SentPolicyRow): Promise<CheckedPolicyRow> {
  const programme = await em.findOneOrFail(Programme, { id: policy.programmeId });
  const rules = await em.findOneOrFail(ProgrammeRules, { programmeId: programme.id }, { orderBy: { version: 'desc' } });
  const products = await em.find(Product, { rulesId: rules.id });
  const { row, refusals } = checkPolicyRow(sent, {
    policyYear: programme.policyYear,
    maximumTermMonths: rules.maximumTermMonths,
    termEndInclusive: rules.termEndInclusive,
    products: new Set(products.map(({ code }) => code)),
  });
  const inChanges = (path: string[] | null) => ['changes', ...(path ?? [])];
  if (!row) throw new Refused(...refusals.map((refusal) => ({ ...refusal, path: inChanges(refusal.path) })));
  if (row.premiumFen < (parseYuan(policy.refunded) ?? 0n)) {
    const found = { found: formatYuan(row.premiumFen), refunded: policy.refunded };
    throw new Refused(refusePolicy('PREMIUM_BELOW_REFUNDS', ['changes', 'premium'], found));
  }
  const overShare = await checkCorrectedShare(em, policy, row);
  if (overShare) throw new Refused(overShare);
  return row;
}

function changesBetween(present: SentPolicyRow, { premiumFen, ...row }: CheckedPolicyRow): FieldChange[] {
  const corrected: SentPolicyRow = { ...row, premium: formatYuan(premiumFen) };
  const fields = Object.keys(present) as CorrectableField[];
  return fields
    .filter((field) => (present[field] ?? null) !== (corrected[field] ?? null))
    .map((field) => ({ field, from: present[field] ?? null, to: corrected[field] ?? null }));
}

async function apply(em: EntityManager, policy: Policy, row: CheckedPolicyRow): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from enterprises_by_code(array[${row.creditCode}], array[${row.enterpriseName}])
  `.execute(em.getKysely());
  policy.enterpriseId = (rows[0] as { id: string }).id;
  policy.insuredName = row.enterpriseName;
  policy.productCode = row.product;
  policy.startsOn = row.startsOn;
  policy.endsOn = row.endsOn;
  policy.premium = formatYuan(row.premiumFen);
  const asSent = asSentAfter(policy, row);
  policy.invoiceNo = row.invoiceNo;
  policy.share = row.share;
  policy.coinsuranceNo = row.coinsuranceNo;
  policy.asSent = asSent;
  policy.version += 1;
  await em.flush();
}

/** What was sent of a field that is corrected goes with its old value. */
function asSentAfter({ asSent, coinsuranceNo, invoiceNo }: Policy, row: CheckedPolicyRow): Policy['asSent'] {
  const kept = Object.entries(asSent ?? {}).filter(
    ([field]) =>
      field === 'policyNo' ||
      (field === 'invoiceNo' && invoiceNo === row.invoiceNo) ||
      (field === 'coinsuranceNo' && coinsuranceNo === row.coinsuranceNo),
  );
  const all = { ...Object.fromEntries(kept), ...row.asSent };
  return Object.keys(all).length > 0 ? all : null;
}
