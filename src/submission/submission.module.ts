import { sql } from 'kysely';
import { submissionEvents } from './submission.events.js';
import { PolicySubmissionResolver } from './policy-submission.resolver.js';
import { defineModule, type Platform, type Service } from '../module.js';
import { policyFiles } from './intake/end-with-grant.js';
import { policyFileRunner } from './intake/work/policy-file-runner.js';
import { UploadFolder } from '../upload/upload-folder.js';
import { UploadSpool } from '../upload/upload-spool.js';
import { policyUploadRoute } from './submission.routes.js';
import { submissionRowFiles, templateRoute } from './submission-files.routes.js';
import { receiptRoute } from './receipt/receipt.routes.js';
import { Role, staff } from '../access/role.js';
import { submissionById } from './submission.loader.js';
import { ReconciliationResolver } from './reconciliation/reconciliation.resolver.js';
import { SubmissionProgressedResolver } from './submission-progressed.resolver.js';
import { SubmissionRowResolver, SubmissionRowsResolver } from './rows/submission-rows.resolver.js';
import { Submission, SubmissionRow } from './submission.js';
import { submissionStates } from './submission.states.js';
import { SubmissionResolver } from './submission.resolver.js';

export const submissionModule = defineModule({
  name: 'submission',
  events: submissionEvents,
  costs: {
    'Query.reconciliation': 2_000,
    'SubmissionConnection.sumsByStatus': 500,
  },
  bounds: {
    'Query.policiesMissing(policyNumbers:)': { maxItems: 10_000, maxLength: 200 },
  },
  entities: [Submission, SubmissionRow],
  resolvers: [
    PolicySubmissionResolver,
    ReconciliationResolver,
    SubmissionResolver,
    SubmissionRowsResolver,
    SubmissionRowResolver,
    SubmissionProgressedResolver,
  ],
  longLived: [policyFiles],
  states: [submissionStates],
  nodes: { Submission: { roles: [Role.INSURER, ...staff], load: submissionById } },
  backlogs: [
    {
      name: 'policy_files',
      state: sql`select count(*) as waiting, min(submitted_at) as since from submission
        where status in ('QUEUED', 'PROCESSING')`,
    },
  ],
  serve: serveSubmissions,
});

function serveSubmissions(platform: Platform): Service {
  const { app, config, database, listener, clock, contexts, services, log, spool } = platform;
  const folder = new UploadFolder(config.dataFolder);
  const uploads = new UploadSpool(database.gatewayUrl);
  const { vault } = services;
  const { em, gatewayUrl: url } = database;
  const intake = policyFileRunner({ listener, em, url, clock, folder, uploads, vault, log });
  policyUploadRoute(app, { folder, uploads }, intake);
  templateRoute(app, contexts);
  submissionRowFiles(app, spool);
  receiptRoute(app, spool);
  return intake;
}
