import type { EntityManager } from '@mikro-orm/postgresql';
import { dayOf } from '../kernel/dates.js';
import { defineRefusals, Refused, type Refusal } from '../kernel/refusal.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { readContactPhone } from '../contact/contact-phone.js';
import { noteContacts } from '../contact/note-contacts.js';
import { Institution } from '../institution/institution.js';
import { requireProgramme } from '../programme/find-programme.js';
import type { Programme } from '../programme/programme.js';
import { ProgrammeRules } from '../programme/programme-rules.js';
import { suggestCodes } from '../register/suggest-codes.js';
import { warnOfNames } from '../register/compare-names.js';
import { Product } from '../programme/product.js';
import { checkShares } from '../policy/check-shares.js';
import { findPolicyNumbers } from '../policy/policies.sql.js';
import { insertPolicies, insertSubmission, type NewPolicy } from './submissions.sql.js';
import { type CheckedPolicyRow, checkPolicyRow, type RowRules, type SentPolicyRow } from '../policy/policy-row.js';
import { refusePolicyRow } from '../policy/policy-row.refusals.js';
import { nextList } from '../policy/assessed-in.js';
import { previewSubsidies } from '../policy/preview-subsidy.js';
import { ErrorPolicy } from './submission.js';
import { requireActive } from '../institution/require-active.js';
import { RowOutcome } from './row-outcome.js';

/** The most rows that one mutation takes; a larger push goes by file. */
export const inlineRowLimit = 100;

export const refuseSubmission = defineRefusals({
  PUSH_WINDOW_CLOSED: {
    meaning: 'Policies can be pushed only within the programme’s window (§3 four).',
    zh: ({ opensOn, until, today }) =>
      `保单上传时间为 ${opensOn} 至 ${until}（北京时间），今天是 ${today}，不在上传期内。`,
    en: ({ opensOn, until, today }) =>
      `Policies can be pushed from ${opensOn} to the end of ${until} (Asia/Shanghai); today is ${today}.`,
  },
  ROW_COUNT_OUT_OF_RANGE: {
    meaning: 'A submission has from 1 to 100 rows.',
    zh: ({ found, limit }) => `本次 ${found} 行；每次须为 1 至 ${limit} 行，更多请分批提交。`,
    en: ({ found, limit }) => `${found} rows; a submission has from 1 to ${limit}. Send more in several submissions.`,
  },
  SUBMISSION_REJECTED: {
    meaning: 'Some rows failed and the error policy is REJECT_ALL, so no row was accepted.',
    zh: ({ failed }) => `有 ${failed} 行未通过，按“全部退回”方式，未受理任何保单。请更正后整批重发。`,
    en: ({ failed }) =>
      `${failed} rows failed and the error policy is REJECT_ALL: nothing was accepted. Correct them and send all again.`,
  },
});

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

/** Takes up to 100 policies of the viewer's own institution (§3 four): every row is accepted or answered with why not. */
export async function submitPolicies(context: Context, input: SubmitPolicies): Promise<SubmissionOutcome> {
  try {
    return await submitOnce(context, input);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another push of the same number was committed between our look and our insert: look again, and the row is answered.
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
  const rules = await em.findOneOrFail(ProgrammeRules, { programmeId: programme.id }, { orderBy: { version: 'desc' } });
  const products = await em.find(Product, { rulesId: rules.id });
  const checked = await checkRows(em, institution.id, input.rows, {
    policyYear: programme.policyYear,
    maximumTermMonths: rules.maximumTermMonths,
    termEndInclusive: rules.termEndInclusive,
    products: new Set(products.map((product) => product.code)),
  });
  const outcomes = await checkShares(em, checked);
  await warnOfNames(em, outcomes);
  const remarksOf = outcomes.map(({ refusals, warnings }, index) => ({
    enterpriseName: input.rows[index]?.enterpriseName ?? '',
    remarks: [...refusals, ...warnings],
  }));
  await suggestCodes(em, remarksOf);
  const good = outcomes.flatMap(({ row }, index) => (row ? [{ index, ...row }] : []));
  const previews = await previewSubsidies(em, rules.id, good);
  const list = await nextList(em, programme.id);
  return accept(em, context, input, { institution, programme, outcomes, previews, list });
}

export async function findOpenProgramme(em: EntityManager, context: Context, code: string): Promise<Programme> {
  const programme = await requireProgramme(em, code);
  if (programme.isOpenForPush(context.clock.now())) return programme;
  const { opensOn, policyPushUntil: until } = programme;
  const today = dayOf(context.clock.now());
  throw new Refused(refuseSubmission('PUSH_WINDOW_CLOSED', ['programme'], { opensOn, until, today }));
}

interface CheckedRow {
  sent: SubmitPolicies['rows'][number];
  row: CheckedPolicyRow | undefined;
  refusals: Refusal[];
  warnings: Refusal[];
  phone: string | null;
}

async function checkRows(
  em: EntityManager,
  institutionId: string,
  rows: SubmitPolicies['rows'],
  rules: RowRules,
): Promise<CheckedRow[]> {
  const checked = rows.map(({ contactPhone, ...sent }): CheckedRow => {
    const { warnings, ...verdict } = checkPolicyRow(sent, rules);
    const contact = readContactPhone(contactPhone);
    return { sent, ...verdict, phone: contact.phone, warnings: [...warnings, ...contact.warnings] };
  });
  const numbers = checked.flatMap(({ row }) => (row ? [row.policyNo] : []));
  const known = await findPolicyNumbers(em, institutionId, numbers);
  const firstRow = new Map<string, number>();
  return checked.map((verdict, index) => {
    const found = verdict.row?.policyNo;
    if (found === undefined) return verdict;
    const earlier = firstRow.get(found);
    if (earlier === undefined) firstRow.set(found, index);
    const duplicate =
      earlier !== undefined
        ? refusePolicyRow('POLICY_NO_REPEATED', ['policyNo'], { found, row: earlier })
        : known.has(found)
          ? refusePolicyRow('POLICY_NO_DUPLICATE', ['policyNo'], { found })
          : undefined;
    return duplicate ? { ...verdict, row: undefined, refusals: [duplicate] } : verdict;
  });
}

interface Acceptance {
  institution: Institution;
  programme: Programme;
  outcomes: CheckedRow[];
  previews: Map<number, string>;
  list: number;
}

async function accept(
  em: EntityManager,
  context: Context,
  input: SubmitPolicies,
  { institution, programme, outcomes, previews, list }: Acceptance,
): Promise<SubmissionOutcome> {
  const failed = outcomes.filter(({ row }) => !row).length;
  const rejected = failed > 0 && input.errorPolicy === ErrorPolicy.REJECT_ALL;
  const refusals = rejected ? [refuseSubmission('SUBMISSION_REJECTED', ['rows'], { failed })] : [];
  const rows = outcomes.map(({ sent, row, refusals: faults, warnings }, index): RowOutcome => ({
    index,
    rowKey: sent.rowKey,
    policyId: null,
    subsidyPreview: row ? (previews.get(index) ?? null) : null,
    list: row ? list : null,
    refusals: faults,
    warnings,
  }));
  if (input.dryRun) return { submissionId: null, rows, refusals };

  const accepted = rejected ? [] : outcomes.flatMap(({ row }, index) => (row ? [{ index, ...row }] : []));
  const submissionId = await insertSubmission(em, {
    programmeId: programme.id,
    institutionId: institution.id,
    errorPolicy: input.errorPolicy,
    rowCount: rows.length,
    acceptedCount: accepted.length,
    failedCount: failed,
    submittedAt: context.clock.now(),
  });
  const policies: NewPolicy[] = accepted.map(({ premiumFen, ...row }) => ({
    ...row,
    premiumFen: premiumFen.toString(),
  }));
  await insertPolicies(
    em,
    submissionId,
    policies,
    rows,
    outcomes.map(({ sent }) => sent),
  );
  const contacts = rejected
    ? []
    : outcomes.flatMap(({ row, phone }) => (row && phone ? [{ creditCode: row.creditCode, phone }] : []));
  const { vault, clock, viewer } = context;
  const by = { vault, now: clock.now(), accountId: viewer.accountId };
  await noteContacts(em, by, institution.id, contacts);
  await recordEvent(em, context, {
    type: EventType.POLICIES_SUBMITTED,
    subject: { type: 'Submission', id: submissionId },
    programmeId: programme.id,
    institutionId: institution.id,
    data: { rows: rows.length, accepted: accepted.length, failed },
  });
  return { submissionId, rows, refusals };
}
