import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { refuseInspection } from './inspection.refusals.js';
import { ItemStatus, SpotCheckItem } from './spot-check-item.js';

const { TO_EXAMINE, RECORDED, PASSED, FAILED } = ItemStatus;
const inspectors = [Role.SCIENCE, Role.REGULATOR];

export const itemStates = defineChangeable<SpotCheckItem>({
  type: 'SpotCheckItem',
  title: '抽核件',
  table: 'spot_check_item',
  statuses: Object.values(ItemStatus),
  entity: SpotCheckItem,
  field: 'itemId',
  notFound: (path) => refuseInspection('SPOT_CHECK_ITEM_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refuseInspection('SPOT_CHECK_ITEM_STATUS_UNFIT', path, { found, needed }),
  // The institution sees only confirmed findings.
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: TO_EXAMINE, by: inspectors, through: ['drawSpotCheck'], meaning: '抽取' },
    { from: TO_EXAMINE, to: RECORDED, by: inspectors, through: ['recordFinding'], meaning: '登记结论' },
    { from: RECORDED, to: PASSED, by: inspectors, through: ['confirmFinding'], meaning: '复核：合格' },
    { from: RECORDED, to: FAILED, by: inspectors, through: ['confirmFinding'], meaning: '复核：不合格' },
    { from: RECORDED, to: TO_EXAMINE, by: inspectors, through: ['returnFinding'], meaning: '退回重核' },
  ],
});
