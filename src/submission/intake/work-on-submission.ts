import { sql } from 'kysely';
import type { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { DedicatedConnection } from '../../database/dedicated-connection.js';
import { EventType } from '../../event/event.js';
import { recordEvents } from '../../event/record-event.js';
import { SubmissionStatus } from '../submission.js';
import { flagFile } from './intake.sql.js';
import { beginWork, endWork, type Work } from './submission-work.sql.js';
import { insertWhole, type Job, type Outcome, takeIn } from './take-in.js';

interface Means {
  url: string;
  clock: Clock;
  file: string;
  signal: AbortSignal;
}

/** Works on one submission from where it stands to its end; answers false where another gateway is at it. */
export async function workOnSubmission(id: string, { url, clock, file, signal }: Means): Promise<boolean> {
  const first = await DedicatedConnection.open(url, 'intake');
  try {
    if (!(await first.tryLock(`submission/${id}`))) return false;
    const work = await beginWork(first, id, clock.now());
    if (!work) return true;
    const second = await DedicatedConnection.open(url, 'intake');
    try {
      await takeInAndFinish(work, [first, second], { clock, file, signal });
    } finally {
      await second.close();
    }
    return true;
  } finally {
    await first.close();
  }
}

async function takeInAndFinish(
  work: Work,
  sessions: Job['sessions'],
  { clock, file, signal }: Omit<Means, 'url'>,
): Promise<void> {
  const { rules, rulesId } = await findRules(sessions[0], work.programmeId);
  const job: Job = { work, file, rules, rulesId, sessions, now: () => clock.now(), signal };
  try {
    await finish(job, await takeIn(job));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const ending = { status: SubmissionStatus.FAILED, fault: error.refusals[0] };
    await finish(job, { rows: Number.POSITIVE_INFINITY, ending, staged: false });
  }
}

/** The end of the work, its event and its flags, and of an all-or-nothing file its rows: one transaction. */
async function finish(job: Job, { rows, ending, staged, notes = [] }: Outcome): Promise<void> {
  const { work, sessions } = job;
  const [session] = sessions;
  await session.transaction(async () => {
    if (staged) await insertWhole(job, session);
    const flagged = work.dryRun ? 0 : await flagFile(session, work.id, rows);
    const now = job.now();
    if (!(await endWork(session, work.id, { ...ending, notes, flagged, now }))) return;
    if (work.dryRun) return;
    await recordEvents(
      session,
      { viewer: { accountId: work.submittedBy }, clock: { now: () => now } },
      EventType.POLICIES_SUBMITTED,
      'Submission',
      sql`
      select id as subject_id, programme_id, institution_id, null::uuid as enterprise_id,
        jsonb_build_object('status', status, 'rows', row_count, 'accepted', accepted_count, 'failed', failed_count,
          'corrected', corrected_count) as data
      from submission where id = ${work.id}::uuid`,
    );
  });
}

async function findRules(session: DedicatedConnection, programmeId: string) {
  const { rows } = await sql<{
    id: string;
    policyYear: number;
    maximumTermMonths: number;
    termEndInclusive: boolean;
    products: { code: string; name: string }[];
  }>`
    select rules.id, programme.policy_year as "policyYear", rules.maximum_term_months as "maximumTermMonths",
      rules.term_end_inclusive as "termEndInclusive",
      (select jsonb_agg(jsonb_build_object('code', code, 'name', name) order by position)
        from product where rules_id = rules.id) as products
    from programme join programme_rules as rules on rules.programme_id = programme.id
    where programme.id = ${programmeId}::uuid order by rules.version desc limit 1`.execute(session.getKysely());
  const found = rows[0];
  if (!found) throw new Error(`The programme ${programmeId} has no rules`);
  const { id, ...rules } = found;
  return { rules, rulesId: id };
}
