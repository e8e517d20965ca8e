/**
 * Walks over everything that there is: every operation, role, value and list. `npm test` takes a sample of each
 * (`sampleOf`), `npm run test:thorough` all of it.
 */
export const walks = [
  'test/access/operations.test.ts',
  'test/access/walk.test.ts',
  'test/access/same-answer.test.ts',
  'test/access/scopes.test.ts',
  'test/assessment/assessment.property.test.ts',
  'test/calendar/working-days.property.test.ts',
  'test/claim/claim-walk.test.ts',
  'test/claim/explained-amounts.property.test.ts',
  'test/cli/push.test.ts',
  'test/export/exports.test.ts',
  'test/fuzz/bytes.test.ts',
  'test/fuzz/entrances.test.ts',
  'test/gateway/execution.test.ts',
  'test/gateway/hostile-values.test.ts',
  'test/gateway/planned-answers.test.ts',
  'test/gateway/sums.test.ts',
  'test/gateway/worklist.test.ts',
  'test/proposal/pushes.property.test.ts',
  'test/service/every-operation-at-once.test.ts',
  'test/submission/spreadsheets.test.ts',
];

/**
 * What starts gateways and databases as processes or installs packages, kills them and waits until they are back. Only
 * `npm run test:thorough` does.
 */
export const processes = [
  'test/backup/backup.test.ts',
  'test/backup/point-in-time.test.ts',
  'test/backup/restored-gateway.test.ts',
  'test/cli/alone.test.ts',
  'test/faults.test.ts',
  'test/gateway/dashboard.test.ts',
  'test/gateway/prometheus.test.ts',
  'test/process.test.ts',
  'test/service/failover.test.ts',
  'test/service/idle.test.ts',
  'test/service/interrupted-start.test.ts',
  'test/service/npm-start.test.ts',
  'test/service/pooled-replicas.test.ts',
  'test/service/pooler.test.ts',
  'test/service/replicas.test.ts',
  'test/service/sealers.test.ts',
  'test/service/secrets-in-logs.test.ts',
  'test/service/start-and-stop.test.ts',
  'test/spreadsheet/kept-readers.test.ts',
  'test/submission/intake-faults.test.ts',
];

/** What works on large files and tables, and walks that have no smaller part. Only `npm run test:thorough` does. */
export const heavy = [
  'test/assessment/what-if.test.ts',
  'test/demonstration-day.test.ts',
  'test/demonstration.test.ts',
  'test/event/old-values.test.ts',
  'test/fuzz/routes.test.ts',
  'test/fuzz/shown-texts.test.ts',
  'test/gateway/list-plans.test.ts',
  'test/sandbox/sandbox-states.test.ts',
  'test/submission/large-workbooks.test.ts',
];
