import { BatchStatus } from '../../src/payment/payment-batch.js';
import { BindingStatus } from '../../src/binding/enterprise-binding.js';
import { ClaimStatus } from '../../src/claim/claim-status.js';
import { DraftStatus } from '../../src/draft/draft.js';
import { InstitutionStatus } from '../../src/institution/institution.js';
import { ItemStatus } from '../../src/inspection/spot-check-item.js';
import { ListImportStatus } from '../../src/list-import/list-import.js';
import { ObjectionStatus } from '../../src/objection/objection.js';
import { PersonCheckStatus } from '../../src/person/person-check.js';
import { PolicyOutcomeStatus } from '../../src/policy/policy-outcome.js';
import { PolicyProblemStatus } from '../../src/policy-problem/policy-problem.js';
import { ProposalStatus } from '../../src/proposal/subsidy-proposal.js';
import { RecoveryStatus } from '../../src/recovery/recovery.js';
import { ServiceNoticeStatus } from '../../src/service-notice/service-notice.js';
import { type Growth, id, kinds, oneOf } from './grown.js';

/**
 * Rows of every noun with a status, in every status and for two programmes, so that each kind of work has something
 * waiting.
 */
const statusOf = (statuses: object, every = 1) => {
  const values = Object.values(statuses) as string[];
  return `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + (n / ${every}) % ${values.length}]`;
};
const programme = `(select id from programme order by code offset n % 2 limit 1)`;
const institution = id(kinds.institution, '1 + n % 10');
const enterprise = id(kinds.enterprise, '1 + n % 299');
const onceInTwo = `case when n % 2 = 0 then now() end`;
const onceInFour = `case when n % 4 < 2 then now() end`;

export const waitingRows: Growth[] = [
  {
    table: 'institution',
    rows: 40,
    columns: {
      id: id(kinds.institution, 'n'),
      status: statusOf(InstitutionStatus, 4),
      science_confirmed_at: onceInTwo,
      regulator_confirmed_at: onceInFour,
      registered_at: 'now()',
    },
  },
  {
    table: 'enterprise',
    rows: 300,
    columns: {
      id: id(kinds.enterprise, 'n'),
      credit_code: `'91350100' || upper(lpad(to_hex(n), 10, '0'))`,
      region_code: oneOf('3501', '3505'),
    },
  },
  {
    table: 'policy',
    rows: 3_000,
    columns: {
      institution_id: institution,
      enterprise_id: enterprise,
      programme_id: programme,
      status: `'ACCEPTED'`,
      outcome: statusOf(PolicyOutcomeStatus, 2),
      incomplete: 'n % 5 = 0 and n % 300 < 100',
    },
  },
  { table: 'bank_account', rows: 100, columns: { enterprise_id: enterprise } },
  { table: 'person_check', rows: 40, columns: { status: statusOf(PersonCheckStatus) } },
  { table: 'enterprise_binding', rows: 40, columns: { status: statusOf(BindingStatus), kind: `'AGENT'` } },
  { table: 'list_import', rows: 40, columns: { status: statusOf(ListImportStatus), checked_at: 'now()' } },
  {
    table: 'draft',
    rows: 56,
    columns: {
      status: statusOf(DraftStatus, 4),
      science_approved_at: onceInTwo,
      regulator_approved_at: onceInFour,
    },
  },
  {
    table: 'policy_problem',
    rows: 600,
    columns: {
      institution_id: institution,
      enterprise_id: enterprise,
      programme_id: programme,
      status: statusOf(PolicyProblemStatus, 300),
      answered_at: 'now()',
      answer_by: `date '2025-08-01' + (n % 30)::int`,
    },
  },
  {
    table: 'subsidy_proposal',
    rows: 60,
    columns: {
      id: id(kinds.proposal, 'n'),
      programme_id: programme,
      revision: 'n',
      status: statusOf(ProposalStatus, 2),
      opinion_at: onceInFour,
      submitted_at: 'now()',
      decided_at: 'now()',
    },
  },
  // The newest revision of one programme was returned.
  {
    table: 'subsidy_proposal',
    rows: 1,
    columns: { programme_id: programme, revision: '1000', status: `'RETURNED'`, decided_at: 'now()' },
  },
  {
    table: 'publicity_notice',
    rows: 30,
    columns: { id: id(kinds.notice, 'n'), programme_id: programme, proposal_id: id(kinds.proposal, 'n') },
  },
  {
    table: 'objection',
    rows: 60,
    columns: {
      notice_id: id(kinds.notice, '1 + n % 30'),
      status: statusOf(ObjectionStatus),
      decide_by: `date '2025-09-01' + (n % 30)::int`,
    },
  },
  {
    table: 'claim',
    rows: 4_000,
    columns: {
      enterprise_id: enterprise,
      programme_id: programme,
      list: 'n',
      granted_amount: 'n',
      calculated_amount: 'n',
      status: statusOf(ClaimStatus, 2),
      told_at: `case when n % 3 = 0 then now() end`,
      claim_by: `date '2025-09-01' + (n % 30)::int`,
    },
  },
  { table: 'service_notice', rows: 12, columns: { programme_id: programme, status: statusOf(ServiceNoticeStatus, 2) } },
  {
    table: 'payment_batch',
    rows: 24,
    columns: { programme_id: programme, number: 'n', status: statusOf(BatchStatus, 2), released_at: 'now()' },
  },
  {
    table: 'recovery',
    rows: 12,
    columns: { programme_id: programme, status: statusOf(RecoveryStatus, 2), repaid: '0', amount: '1' },
  },
  { table: 'spot_check', rows: 12, columns: { id: id(9, 'n'), programme_id: programme, number: 'n' } },
  {
    table: 'spot_check_item',
    rows: 48,
    columns: { spot_check_id: id(9, '1 + n % 12'), programme_id: programme, status: statusOf(ItemStatus, 12) },
  },
];
