// Reads a report of vitest (--reporter=json) and prints the number of tests that passed, the number that failed, and each failure.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const LONGEST = 600;

const [path] = process.argv.slice(2);
const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
const report =
  text === '' ? { numPassedTests: 0, numFailedTests: 0, success: false, testResults: [] } : JSON.parse(text);

const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
  const file = relative(process.cwd(), name);
  const tests = assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0 && status === 'failed') return [`${file}: ${withoutStack(message)}`];
  return tests.map((test) => `${file}: ${test.fullName}: ${withoutStack(test.failureMessages.join(' '))}`);
});
// A run that failed without a failed test, such as one that ended before its report, is one failure.
if (failures.length === 0 && !report.success) failures.push('the run failed, or wrote no report');

console.log(report.numPassedTests);
console.log(Math.max(report.numFailedTests, failures.length));
for (const failure of failures) console.log(failure);

function withoutStack(message) {
  const lines = message.split('\n').filter((line) => !/^\s+at /.test(line) || line.includes('/test/'));
  return lines.join(' ').replaceAll(/\s+/g, ' ').slice(0, LONGEST);
}
