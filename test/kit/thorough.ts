/**
 * Files that walk over everything: every operation, role, value and list. `npm test` takes a sample of each
 * (`sampleOf`), `npm run test:thorough` all of it.
 */
export const walks = [
  'test/access/operations.test.ts',
  'test/access/same-answer.test.ts',
  'test/access/scopes.test.ts',
  'test/assessment/assessment.property.test.ts',
  'test/calendar/working-days.property.test.ts',
  'test/claim/city-of-claims.test.ts',
  'test/export/exports.test.ts',
  'test/fuzz/bytes.test.ts',
  'test/gateway/execution.test.ts',
  'test/gateway/hostile-values.test.ts',
  'test/gateway/json-body.test.ts',
  'test/gateway/list-conditions.test.ts',
  'test/gateway/planned-answers.test.ts',
  'test/gateway/sums.test.ts',
  'test/gateway/worklist.test.ts',
  'test/submission/spreadsheets.test.ts',
];

/**
 * Files that run commands, or start gateways and databases as processes, kill them and wait for their return. Only
 * `npm run test:thorough` runs them.
 */
export const processes = [
  'test/backup/backup.test.ts',
  'test/backup/point-in-time.test.ts',
  'test/backup/restored-gateway.test.ts',
  'test/cli/alone.test.ts',
  'test/cli/push.test.ts',
  'test/cli/submission-commands.test.ts',
  'test/faults.test.ts',
  'test/gateway/dashboard.test.ts',
  'test/gateway/prometheus.test.ts',
  'test/journeys/first-day.test.ts',
  'test/process.test.ts',
  'test/sandbox/sandbox.test.ts',
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

/**
 * Files that work on large or hostile files and large tables, wait for other programs, or try random worlds and many
 * requests, which takes long to find a fault. Only `npm run test:thorough` runs them.
 */
export const heavy = [
  'test/access/races.test.ts',
  'test/access/steps-at-once.test.ts',
  'test/access/walk.test.ts',
  'test/assessment/what-if.test.ts',
  'test/claim/claim-moves.test.ts',
  'test/claim/claim-walk.test.ts',
  'test/claim/explained-amounts.property.test.ts',
  'test/demonstration-day.test.ts',
  'test/demonstration.test.ts',
  'test/event/old-values.test.ts',
  'test/fuzz/entrances.test.ts',
  'test/fuzz/routes.test.ts',
  'test/fuzz/shown-texts.test.ts',
  'test/gateway/list-plans.test.ts',
  'test/http/overload.test.ts',
  'test/http/slow-clients.test.ts',
  'test/http/upload-bounds.test.ts',
  'test/proposal/pushes.property.test.ts',
  'test/sandbox/sandbox-states.test.ts',
  'test/service/every-operation-at-once.test.ts',
  'test/service/lost-commits.test.ts',
  'test/spreadsheet/bounded-reading.test.ts',
  'test/spreadsheet/open-document.test.ts',
  'test/submission/large-workbooks.test.ts',
  'test/submission/same-rules.property.test.ts',
  'test/submission/side-by-side.test.ts',
  'test/submission/statistics.test.ts',
  'test/submission/unreadable-files.test.ts',
];
