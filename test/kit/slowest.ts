/**
 * The files that take longest. Most of them are short walks over everything, so by size, which is all that vitest knows on a
 * machine without earlier results, they would start last, and one processor would wait for the other.
 */
export const slowest = [
  'test/access/walk.test.ts',
  'test/service/every-operation-at-once.test.ts',
  'test/access/scopes.test.ts',
  'test/service/interrupted-start.test.ts',
  'test/service/start-and-stop.test.ts',
  'test/gateway/hostile-values.test.ts',
  'test/access/same-answer.test.ts',
  'test/gateway/list-plans.test.ts',
  'test/cli/push.test.ts',
  'test/access/provider-keys.test.ts',
  'test/account/people.test.ts',
  'test/fuzz/bytes.test.ts',
  'test/gateway/execution.test.ts',
  'test/gateway/planned-answers.test.ts',
  'test/http/slow-clients.test.ts',
  'test/fuzz/entrances.test.ts',
  'test/fuzz/routes.test.ts',
  'test/service/idle.test.ts',
];
