import { SettableClock } from '../kernel/clock.js';
import { submitPolicies } from '../submission/submit-policies.js';
import type { SentPolicyRow } from '../policy/rows/policy-row.js';
import { ErrorPolicy } from '../submission/submission.js';
import { insurerViewer } from './accounts.js';
import { Chance } from './made-up/chance.js';
import { type DemonstrationTools, instantOf } from './demonstration-tools.js';
import { withFaultyRows } from './made-up/faulty-rows.js';
import type { DemonstrationInstitution } from './made-up/institutions.js';
import type { DemonstrationPolicy } from './made-up/policies.js';

const rowsPerSubmission = 100;

/** The last two weeks before the window closes, in which most insurers push. */
const pushDays = [
  '2025-08-18',
  '2025-08-19',
  '2025-08-20',
  '2025-08-21',
  '2025-08-22',
  '2025-08-25',
  '2025-08-26',
  '2025-08-27',
  '2025-08-28',
  '2025-08-29',
  '2025-09-01',
];

interface Push {
  institution: DemonstrationInstitution;
  /** 1, 2, … for each institution. */
  number: number;
  rows: SentPolicyRow[];
}

/**
 * Pushes the policies as their institutions would, up to an instant. A repeated push returns the first result by its
 * key.
 */
export async function pushPolicies(
  system: DemonstrationTools,
  programme: string,
  policies: DemonstrationPolicy[],
  until?: Date,
): Promise<void> {
  const pushes = pushesOf(policies);
  const clock = new SettableClock(system.today);
  const perDay = Math.ceil(pushes.length / pushDays.length);
  for (const [index, push] of pushes.entries()) {
    const day = pushDays[Math.floor(index / perDay)] as string;
    clock.set(instantOf(day, 9, (index % perDay) * 35));
    if (until && clock.now() > until) return;
    await submitPolicies(system.contextFor(insurerViewer(push.institution), clock), {
      programme,
      rows: push.rows.map((row, place) => ({ ...row, rowKey: String(place + 1) })),
      errorPolicy: ErrorPolicy.REJECT_FAILED_ROWS,
      dryRun: false,
      idempotencyKey: `demonstration/${programme}/${push.number}`,
    });
  }
}

/**
 * Orders pushes: the first hundred rows of every institution, then the second hundred of each that has more, and so
 * on.
 */
function pushesOf(policies: DemonstrationPolicy[]): Push[] {
  const chance = new Chance('faulty rows');
  return [...Map.groupBy(policies, ({ institution }) => institution)]
    .flatMap(([institution, own]) => {
      const rows = withFaultyRows(
        chance,
        own.map(({ row }) => row),
      );
      return Array.from({ length: Math.ceil(rows.length / rowsPerSubmission) }, (_, index) => ({
        institution,
        number: index + 1,
        rows: rows.slice(index * rowsPerSubmission, (index + 1) * rowsPerSubmission),
      }));
    })
    .toSorted((one, other) => one.number - other.number);
}
