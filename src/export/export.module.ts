import { sql } from 'kysely';
import { signedIn } from '../access/role.js';
import { defineModule } from '../module.js';
import { exportedFiles } from './end-with-grant.js';
import { deleteExports, writeExports } from './export.jobs.js';
import { ExportResolver } from './export.resolver.js';
import { exportById } from './export.loader.js';
import { exportRoutes } from './export.routes.js';
import { exportStates } from './export.states.js';
import { exportedPlace, ListExport, ListExportPart } from './list-export.js';

export const exportModule = defineModule({
  name: 'export',
  costs: { 'Mutation.exportRows': 2_000 },
  bounds: { 'ExportRowsInput.query': { maxLength: 20_000 } },
  entities: [ListExport, ListExportPart],
  resolvers: [ExportResolver],
  nodes: { ListExport: { roles: signedIn, load: exportById } },
  states: [exportStates],
  jobs: [writeExports, deleteExports],
  longLived: [exportedFiles],
  sealedColumns: [{ table: 'list_export_part', column: 'sealed_content', place: exportedPlace }],
  backlogs: [
    {
      name: 'exports',
      state: sql`select count(*) as waiting, min(requested_at) as since from list_export where status = 'WRITING'`,
    },
  ],
  serve: ({ app, spool }) => exportRoutes(app, spool),
});
