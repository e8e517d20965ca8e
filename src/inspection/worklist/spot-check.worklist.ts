import { Role } from '../../access/role.js';
import { byProgramme, type PreparedBy, waitingRows } from '../../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../../worklist/worklist-kind.js';
import { allRecordedBy, withItems } from './items-of-check.sql.js';
import { ItemStatus } from '../spot-check-item.js';

const checksWith = (itemStatus: ItemStatus, kind: WorklistKind, preparedBy?: PreparedBy) =>
  waitingRows({
    kind,
    roles: [Role.SCIENCE, Role.REGULATOR],
    list: 'spotChecks',
    type: 'SpotCheck',
    table: 'spot_check',
    filter: { itemStatus },
    where: () => [withItems(itemStatus)],
    ...(preparedBy && { preparedBy }),
    since: 'drawn_at',
    programme: byProgramme,
  });

export const spotCheckWork = [
  checksWith(
    ItemStatus.TO_EXAMINE,
    workKind(
      'SPOT_CHECK_EXAMINATION',
      '抽核待核查: spot checks with items to examine; counts the checks (`recordFinding`).',
    ),
  ),
  checksWith(
    ItemStatus.RECORDED,
    workKind(
      'SPOT_CHECK_CONFIRMATION',
      '抽核待复核: spot checks with findings to confirm; counts the checks (`confirmFinding`).',
    ),
    allRecordedBy,
  ),
];
