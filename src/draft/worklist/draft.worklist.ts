import { Role } from '../../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { workKind } from '../../worklist/worklist-kind.js';
import { DraftStatus } from '../draft.js';
import { notApprovedBy } from './not-approved-by.js';

const drafts = { list: 'drafts', type: 'Draft', table: 'draft', since: 'prepared_at' };

export const draftWork = [
  waitingRows({
    ...drafts,
    kind: workKind(
      'DRAFT_CORRECTION',
      '草案待更正: a draft has contradictions; prepare a corrected one or return it (`returnDraft`).',
    ),
    roles: [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR],
    ...inStatus(DraftStatus.DRAFT),
  }),
  waitingRows({
    ...drafts,
    kind: workKind('DRAFT_APPROVAL', '草案待批准: your department approves a draft (`approveDraft`).'),
    roles: [Role.SCIENCE, Role.REGULATOR],
    filter: (role) => ({ toApproveBy: role }),
    where: ({ role }) => [notApprovedBy(role)],
    preparedBy: preparedIn('prepared_by', 'science_approved_by', 'regulator_approved_by'),
  }),
];
