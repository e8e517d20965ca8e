import { Role } from '../../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { WorklistKind } from '../../worklist/worklist-kind.js';
import { ListImportStatus } from '../list-import.js';

export const listImportWork = [
  waitingRows({
    kind: WorklistKind.LIST_IMPORT_CONFIRMATION,
    roles: [Role.PLATFORM, Role.SCIENCE],
    list: 'listImports',
    type: 'ListImport',
    table: 'list_import',
    ...inStatus(ListImportStatus.WAITING),
    preparedBy: preparedIn('uploaded_by'),
    since: 'checked_at',
  }),
];
