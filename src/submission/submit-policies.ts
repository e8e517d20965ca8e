import type { EntityManager } from '@mikro-orm/postgresql';
import { dayOf } from '../kernel/values/dates.js';
import { Refused, type Refusal } from '../kernel/errors/refusal.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { noteContacts } from '../contact/note-contacts.js';
import { Institution } from '../institution/institution.js';
import { requireActive } from '../institution/require-active.js';
import { requireProgramme } from '../programme/find-programme.js';
import type { Programme } from '../programme/programme.js';
import { warnOfNames } from '../register/names/compare-names.js';
import { suggestCodes } from '../register/names/suggest-codes.js';
import { nextList } from '../policy/assessed-in/assessed-in.js';
import { compareRows } from '../policy/rows/compare-rows.js';
import { findRowRules } from '../policy/rows/find-row-rules.js';
import { flagPolicies } from '../policy/rows/flag-policies.sql.js';
import { insertRows } from '../policy/rows/insert-rows.js';
import { ListedStage } from '../policy/rows/listed-stage.js';
import type { CheckedPolicyRow, RowRules, SentPolicyRow } from '../policy/rows/policy-row.js';
import { previewRows } from '../policy/rows/preview-subsidy.js';
import type { StagedRow } from '../policy/rows/staged-row.js';
import { checkRow } from './rows/check-row.js';
import { type CheckedRow, CheckedRows } from './rows/checked-rows.js';
import { RowOutcome } from './rows/row-outcome.js';
import { ErrorPolicy } from './submission.js';
import { insertSubmission, insertSubmissionRows } from './submissions.sql.js';
import { refuseSubmission } from './submission.refusals.js';

/** The most rows of one mutation; a larger push is sent as a file. */
export const inlineRowLimit = 100;

export interface SubmitPolicies {
  programme: string;
  rows: (SentPolicyRow & { rowKey: string | null; contactPhone?: string | null })[];
  errorPolicy: ErrorPolicy;
  dryRun: boolean;
  idempotencyKey: string;
}

export interface SubmissionOutcome {
  submissionId: string | null;
  rows: RowOutcome[];
  refusals: Refusal[];
}

/** Pushes up to 100 policies of the viewer's institution (§3 four): every row is accepted or gets its refusals. */
export async function submitPolicies(context: Context, input: SubmitPolicies): Promise<SubmissionOutcome> {
  try {
    return await submitOnce(context, input);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another push of the same number was committed between our check and our insert; the second try refuses the row.
    return submitOnce(context, input);
  }
}

function submitOnce(context: Context, input: SubmitPolicies): Promise<SubmissionOutcome> {
  const accountId = context.viewer.accountId as string;
  const { idempotencyKey: key } = input;
  return context.db.write((em) => {
    if (input.dryRun) return submit(em, context, input);
    const request = { accountId, operation: 'submitPolicies', key, input, now: context.clock.now() };
    return onceFor(em, request, () => submit(em, context, input));
  });
}

async function submit(em: EntityManager, context: Context, input: SubmitPolicies): Promise<SubmissionOutcome> {
  if (input.rows.length < 1 || input.rows.length > inlineRowLimit) {
    const facts = { found: input.rows.length, limit: inlineRowLimit };
    throw new Refused(refuseSubmission('ROW_COUNT_OUT_OF_RANGE', ['rows'], facts));
  }
  const institution = await em.findOneOrFail(Institution, { id: context.viewer.subjectId as string });
  requireActive(institution);
  const programme = await findOpenProgramme(em, context, input.programme);
  const rules = await findRowRules(em, programme.id);
  const rows = new CheckedRows(input.rows.map((row, number) => inlineRow(row, number, rules)));
  await warnOfNames(em, rows.named);
  await suggestCodes(em, rows.doubtful);
  rows.refuseRepeated();
  const stage = new ListedStage(em, institution.id, rows.good.flatMap(staged));
  await compareRows(stage, rows);
  const previews = await previewRows(stage, rules.rulesId);
  const list = await nextList(em, programme.id);
  const outcomes = rows.rows.map(({ number, rowKey, good, refusals, warnings }) => ({
    index: number,
    rowKey,
    policyId: null,
    subsidyPreview: previews.get(number) ?? null,
    list: good ? list : null,
    refusals,
    warnings,
  }));
  return accept(em, context, input, { programme, rows, stage, outcomes });
}

export async function findOpenProgramme(em: EntityManager, context: Context, code: string): Promise<Programme> {
  const programme = await requireProgramme(em, code);
  if (programme.isOpenForPush(context.clock.now())) return programme;
  const { opensOn, policyPushUntil: until } = programme;
  const today = dayOf(context.clock.now());
  throw new Refused(refuseSubmission('PUSH_WINDOW_CLOSED', ['programme'], { opensOn, until, today }));
}

interface InlineRow extends CheckedRow {
  row: CheckedPolicyRow | undefined;
  sent: SentPolicyRow;
}

function inlineRow(
  { contactPhone, ...sent }: SubmitPolicies['rows'][number],
  number: number,
  rules: RowRules,
): InlineRow {
  const { rowKey } = sent;
  const { checked, row } = checkRow({ number, rowKey, action: 'NEW', sent, contactPhone }, rules);
  return { ...checked, row, sent };
}

function staged({ number, action, row }: InlineRow): StagedRow[] {
  return row ? [{ number, action, row }] : [];
}

interface Acceptance {
  programme: Programme;
  rows: CheckedRows<InlineRow>;
  stage: ListedStage;
  outcomes: RowOutcome[];
}

async function accept(
  em: EntityManager,
  context: Context,
  input: SubmitPolicies,
  { programme, rows, stage, outcomes }: Acceptance,
): Promise<SubmissionOutcome> {
  const failed = rows.size - rows.good.length;
  const rejected = failed > 0 && input.errorPolicy === ErrorPolicy.REJECT_ALL;
  const refusals = rejected ? [refuseSubmission('SUBMISSION_REJECTED', ['rows'], { count: failed })] : [];
  if (input.dryRun) return { submissionId: null, rows: outcomes, refusals };

  const { institutionId } = stage;
  const accepted = rejected ? 0 : rows.good.length;
  const submissionId = await insertSubmission(em, {
    programmeId: programme.id,
    institutionId,
    errorPolicy: input.errorPolicy,
    rowCount: rows.size,
    acceptedCount: accepted,
    failedCount: failed,
    submittedAt: context.clock.now(),
  });
  const ids = rejected ? new Map<string, string>() : await takeIn(em, context, { submissionId, stage, rows });
  const kept = outcomes.map((outcome, index) => ({
    ...outcome,
    policyId: ids.get(rows.rows[index]?.good?.policyNo ?? '') ?? null,
  }));
  await insertSubmissionRows(
    em,
    submissionId,
    kept,
    rows.rows.map(({ sent }) => sent),
  );
  await flagPolicies(em, submissionId);
  await recordEvent(em, context, {
    type: 'POLICIES_SUBMITTED',
    subject: { type: 'Submission', id: submissionId },
    programmeId: programme.id,
    institutionId,
    data: { rows: rows.size, accepted, failed },
  });
  return { submissionId, rows: kept, refusals };
}

/** Inserts the policies of the remaining rows, and their companies; returns the ids by policy number. */
async function takeIn(
  em: EntityManager,
  { vault, clock, viewer }: Context,
  { submissionId, stage, rows }: { submissionId: string; stage: ListedStage; rows: CheckedRows<InlineRow> },
): Promise<Map<string, string>> {
  stage.submissionId = submissionId;
  await stage.enterCompanies();
  const { policies } = await insertRows(stage);
  const by = { vault, now: clock.now(), accountId: viewer.accountId };
  await noteContacts(em, by, stage.institutionId, rows.contacts);
  return new Map(policies.map(({ policyNo, id }) => [policyNo, id]));
}
