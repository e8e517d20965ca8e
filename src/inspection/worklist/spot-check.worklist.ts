import { Role } from '../../access/role.js';
import { byProgramme, type PreparedBy, waitingRows } from '../../worklist/waiting-work.js';
import { WorklistKind } from '../../worklist/worklist-kind.js';
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
  checksWith(ItemStatus.TO_EXAMINE, WorklistKind.SPOT_CHECK_EXAMINATION),
  checksWith(ItemStatus.RECORDED, WorklistKind.SPOT_CHECK_CONFIRMATION, allRecordedBy),
];
