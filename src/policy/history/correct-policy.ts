import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused, type Refusal } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { requireReason } from '../../transition/transit.js';
import { changePolicy } from '../lock-policy.js';
import type { Policy } from '../policy.js';
import { refusePolicy } from '../policy.refusals.js';
import { correctRows } from '../rows/correct-rows.js';
import { findRowRules } from '../rows/find-row-rules.js';
import { flagPolicies } from '../rows/flag-policies.sql.js';
import { ListedStage } from '../rows/listed-stage.js';
import { type CheckedPolicyRow, checkPolicyRow, type SentPolicyRow } from '../rows/policy-row.js';
import { refuseCorrections } from '../rows/rules/refuse-corrections.js';
import { refuseShares } from '../rows/rules/refuse-shares.js';
import type { RefusedRow } from '../rows/stage.js';
import { named } from '../../database/schema/columns.js';

export type CorrectableField = Exclude<keyof SentPolicyRow, 'policyNo'>;

export interface CorrectPolicy {
  policyId: string | undefined;
  version: number;
  reason: string;
  /** The new values; an absent field is not changed. */
  changes: { [Field in CorrectableField]?: string | null };
}

/**
 * Corrects a policy of the viewer's institution, like a row of a file that is marked 更正: the corrected policy passes
 * all checks of a new one, and the changes are stored. A policy in an approved proposal cannot be changed.
 */
export async function correctPolicy(context: Context, input: CorrectPolicy): Promise<string> {
  const reason = requireReason(input.reason);
  return context.db.write((em) =>
    changePolicy(em, context, 'correctPolicy', input, async (policy) => {
      const row = await checkCorrection(em, policy, input.changes);
      const stage = new ListedStage(em, policy.institutionId, [{ number: 0, action: 'CORRECT', row }]);
      await stage.enterCompanies();
      requireNone([...(await refuseCorrections(stage)), ...(row.coinsuranceNo ? await refuseShares(stage) : [])]);
      const [corrected] = await correctRows(stage, { reason, now: context.clock.now() });
      if (!corrected) throw new Refused(refusePolicy('CORRECTION_EMPTY', ['changes']));
      await em.refresh(policy);
      await flagPolicies(em, policy.submissionId, policy.id);
      const { version, changes } = corrected;
      const fields = changes.map(({ field }) => field);
      return { type: 'POLICY_CORRECTED', data: { fields, version, changes } };
    }),
  );
}

/** Checks the corrected policy like a new row and returns the checked row. */
async function checkCorrection(
  em: EntityManager,
  policy: Policy,
  changes: CorrectPolicy['changes'],
): Promise<CheckedPolicyRow> {
  const sent = { ...(await presentRow(em, policy)), ...withoutNothing(changes) };
  const { row, refusals } = checkPolicyRow(sent, await findRowRules(em, policy.programmeId));
  if (!row) throw new Refused(...refusals.map(inChanges));
  return { ...row, asSent: asSentAfter(policy, row) };
}

function requireNone(refused: RefusedRow[]): void {
  if (refused.length > 0) throw new Refused(...refused.map(({ refusal }) => inChanges(refusal)));
}

function inChanges(refusal: Refusal): Refusal {
  return { ...refusal, path: ['changes', ...(refusal.path ?? [])] };
}

/** Removes fields that are null: they are equivalent to absent ones. */
function withoutNothing(changes: CorrectPolicy['changes']): Partial<SentPolicyRow> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value != null));
}

async function presentRow(em: EntityManager, policy: Policy): Promise<SentPolicyRow> {
  const { rows } = await sql<{ creditCode: string }>`
    select ${named('credit_code')} from enterprise where id = ${policy.enterpriseId}::uuid
  `.execute(em.getKysely());
  const insured = rows[0] as { creditCode: string };
  const { policyNo, productCode: product, startsOn, endsOn, premium, invoiceNo, share, coinsuranceNo } = policy;
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

/** Removes the original spelling of corrected fields, which belongs to the old value. */
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
