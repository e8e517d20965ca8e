import { Role } from '../access/role.js';
import { system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { ListImport, ListImportStatus } from './list-import.js';
import { refuseList } from './list-import.refusals.js';

const { QUEUED, CHECKING, WAITING, CONFIRMED, APPLIED, DISCARDED, FAILED } = ListImportStatus;
const deciders = [Role.PLATFORM, Role.SCIENCE];
const background = { by: [system], through: ['list import'] };
const inline = { by: [Role.PLATFORM], through: ['importQualifications'] };

export const listImportStates = defineChangeable<ListImport>({
  type: 'ListImport',
  title: '名单导入',
  table: 'list_import',
  statuses: Object.values(ListImportStatus),
  entity: ListImport,
  field: 'listImportId',
  notFound: (path) => refuseList('LIST_NOT_FOUND', path),
  unfit: ({ status: found }, path) => refuseList('LIST_STATUS_UNFIT', path, { found }),
  scope: () => ({}),
  moves: [
    { from: null, to: QUEUED, by: deciders, through: ['upload', ...inline.through], meaning: '上传' },
    {
      from: QUEUED,
      to: CHECKING,
      by: [system, ...inline.by],
      through: ['list import', ...inline.through],
      meaning: '核对',
    },
    {
      from: CHECKING,
      to: WAITING,
      by: [system, ...inline.by],
      through: ['list import', ...inline.through],
      meaning: '核对完成',
    },
    { from: QUEUED, to: FAILED, ...background, meaning: '文件无法处理' },
    { from: CHECKING, to: FAILED, ...background, meaning: '文件无法处理' },
    { from: CONFIRMED, to: FAILED, ...background, meaning: '无法生效' },
    { from: WAITING, to: CONFIRMED, by: deciders, through: ['confirmListImport'], meaning: '另一人确认' },
    { from: WAITING, to: DISCARDED, by: deciders, through: ['discardListImport'], meaning: '放弃' },
    {
      from: CONFIRMED,
      to: APPLIED,
      by: [system, ...deciders],
      through: ['list import', 'confirmListImport'],
      meaning: '生效',
    },
  ],
});
