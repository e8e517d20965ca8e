import { sql } from 'kysely';
import { Role } from '../../access/role.js';
import { acceptsPolicies, byProgramme, waitingRows, type WaitingWork } from '../../worklist/waiting-work.js';
import { workKind } from '../../worklist/worklist-kind.js';
import { PolicyOutcomeStatus } from '../policy-outcome.js';

const outcome = PolicyOutcomeStatus.AWAITING_DOCUMENTS;

const papers = waitingRows({
  kind: workKind(
    'POLICY_PAPERS',
    '待补充材料: the insurer attaches papers while the programme accepts policies (`attachDocument`).',
  ),
  roles: [Role.INSURER],
  list: 'policies',
  type: 'Policy',
  table: 'policy',
  filter: { outcome },
  where: ({ today }) => [
    sql`outcome = ${outcome}`,
    // Papers cannot help after the window.
    sql`programme_id in (select programme.id from programme where ${acceptsPolicies(today)})`,
  ],
  since: 'accepted_at',
  programme: byProgramme,
});

export const policyWork: WaitingWork[] = [
  {
    ...papers,
    counts: (asked) => sql`
      select programme_id, count, for_others, since, policy_push_until as due_by
      from (${papers.counts(asked)}) as waiting join programme on programme.id = programme_id`,
  },
];
