import { Role } from '../../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { workKind } from '../../worklist/worklist-kind.js';
import { ListImportStatus } from '../list-import.js';

export const listImportWork = [
  waitingRows({
    kind: workKind('LIST_IMPORT_CONFIRMATION', '名单待确认: another person confirms an import (`confirmListImport`).'),
    roles: [Role.PLATFORM, Role.SCIENCE],
    list: 'listImports',
    type: 'ListImport',
    table: 'list_import',
    ...inStatus(ListImportStatus.WAITING),
    preparedBy: preparedIn('uploaded_by'),
    since: 'checked_at',
  }),
];
