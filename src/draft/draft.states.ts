import { Role } from '../access/role.js';
import { system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { Draft, DraftStatus } from './draft.js';
import { refuseDraft } from './draft.refusals.js';

const { DRAFT, CHECKED, APPROVED, IN_FORCE, RETURNED, REPLACED, OUTDATED } = DraftStatus;
const departments = [Role.SCIENCE, Role.REGULATOR];
const preparers = [Role.PLATFORM, ...departments];
const prepared = ['draftProgramme', 'reviseProgramme', 'draftCalendar'];
/** Immediately after the second approval, or at the instant that the draft names. */
const putInForce = { by: [system], through: ['put drafts in force'] };

export const draftStates = defineChangeable<Draft>({
  type: 'Draft',
  title: '草案',
  table: 'draft',
  statuses: Object.values(DraftStatus),
  entity: Draft,
  field: 'draftId',
  notFound: (path) => refuseDraft('DRAFT_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refuseDraft('DRAFT_STATUS_UNFIT', path, { found, needed }),
  scope: ({ programmeId }) => (programmeId ? { programmeId } : {}),
  moves: [
    { from: null, to: DRAFT, by: preparers, through: prepared, meaning: '拟稿，内容有待更正' },
    { from: null, to: CHECKED, by: preparers, through: prepared, meaning: '拟稿，核对无误' },
    { from: DRAFT, to: CHECKED, by: preparers, through: ['checkDraft'], meaning: '再次核对无误' },
    { from: CHECKED, to: CHECKED, by: preparers, through: ['checkDraft'], meaning: '再次核对' },
    { from: CHECKED, to: CHECKED, by: departments, through: ['approveDraft'], meaning: '一个部门批准' },
    { from: CHECKED, to: APPROVED, by: departments, through: ['approveDraft'], meaning: '两个部门均已批准' },
    { from: APPROVED, to: IN_FORCE, ...putInForce, meaning: '生效' },
    { from: APPROVED, to: OUTDATED, ...putInForce, meaning: '生效时依据已变更' },
    { from: DRAFT, to: RETURNED, by: preparers, through: ['returnDraft'], meaning: '退回' },
    { from: CHECKED, to: RETURNED, by: preparers, through: ['returnDraft'], meaning: '退回' },
    { from: APPROVED, to: RETURNED, by: preparers, through: ['returnDraft'], meaning: '生效前退回' },
    { from: DRAFT, to: REPLACED, by: [system], through: ['replacement'], meaning: '另一草案获批' },
    { from: CHECKED, to: REPLACED, by: [system], through: ['replacement'], meaning: '另一草案获批' },
  ],
});
