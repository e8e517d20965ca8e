import { signedIn } from '../access/role.js';
import { type StateMachine, system } from '../kernel/state-machine.js';
import { ExportStatus } from './list-export.js';

const { WRITING, DONE, FAILED, CANCELLED } = ExportStatus;
const writing = { by: [system], through: ['write exports'] };

export const exportStates: StateMachine<ExportStatus> = {
  type: 'ListExport',
  title: '批量导出',
  table: 'list_export',
  statuses: Object.values(ExportStatus),
  moves: [
    { from: null, to: WRITING, by: signedIn, through: ['exportRows'], meaning: '申请导出' },
    { from: WRITING, to: DONE, ...writing, meaning: '已完成' },
    { from: WRITING, to: FAILED, ...writing, meaning: '失败' },
    ...[WRITING, DONE, FAILED].map((from) => ({
      from,
      to: CANCELLED,
      by: signedIn,
      through: ['cancelExport'],
      meaning: '取消导出',
    })),
  ],
};
