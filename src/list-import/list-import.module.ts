import { sql } from 'kysely';
import path from 'node:path';
import { staff } from '../access/role.js';
import { defineModule, type Platform, type Service } from '../module.js';
import { registeredPhonePlace } from '../register/registered-company.js';
import { UploadFolder } from '../upload/upload-folder.js';
import { UploadSpool } from '../upload/upload-spool.js';
import { listImportEvents } from './list-import.events.js';
import { listFiles } from './end-with-grant.js';
import { ImportQualificationsResolver } from './import-qualifications.resolver.js';
import { failedRowPlace, ListImportFailure, ListImportRow } from './list-import-row.js';
import { ListImport } from './list-import.js';
import { listImportById } from './list-import.loader.js';
import {
  ListChangeResolver,
  ListDifferenceResolver,
  ListFailureResolver,
  ListImportResolver,
} from './list-import.resolver.js';
import { listFileRoutes, listUploadRoute } from './list-import.routes.js';
import { listImportStates } from './list-import.states.js';
import { listFileRunner } from './work/list-file-runner.js';
import { listImportWork } from './worklist/list-import.worklist.js';

export const listImportModule = defineModule({
  name: 'list-import',
  costs: { 'Mutation.importQualifications': 2_000 },
  entities: [ListImport, ListImportRow, ListImportFailure],
  worklist: listImportWork,
  resolvers: [
    ListImportResolver,
    ListDifferenceResolver,
    ListChangeResolver,
    ListFailureResolver,
    ImportQualificationsResolver,
  ],
  events: listImportEvents,
  longLived: [listFiles],
  states: [listImportStates],
  nodes: { ListImport: { roles: staff, load: listImportById } },
  sealedColumns: [
    { table: 'list_import_row', column: 'sealed_phone', place: registeredPhonePlace },
    { table: 'list_import_failure', column: 'sealed_sent', place: failedRowPlace },
  ],
  backlogs: [
    {
      name: 'list_files',
      state: sql`select count(*) as waiting, min(uploaded_at) as since from list_import
        where status in ('QUEUED', 'CHECKING', 'CONFIRMED')`,
    },
  ],
  serve: serveLists,
});

function serveLists({ app, config, database, listener, clock, services, spool, log }: Platform): Service {
  const folder = new UploadFolder(path.join(config.dataFolder, 'lists'));
  const { em, gatewayUrl: url } = database;
  const uploads = new UploadSpool(url);
  const runner = listFileRunner({ em, url, listener, clock, vault: services.vault, folder, uploads, log });
  listUploadRoute(app, { folder, uploads }, runner);
  listFileRoutes(app, spool);
  return runner;
}
