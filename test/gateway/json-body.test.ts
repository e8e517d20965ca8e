import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLimits, scanJson } from '../../src/gateway/admission/json-body.js';
import { runs } from '../kit/extent.js';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
/** As the scan counts: each list and object, and what is in it but the first. */
const countOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return 1 + Math.max(0, members.length - 1) + members.reduce((sum: number, member) => sum + countOf(member), 0);
};

test('the values of a JSON text are counted before it is parsed, for any strings in it', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\', '"', '\\"', '"]},[{', '\\\\"'));
  const values = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, texts, fc.integer(), fc.array(tie('value')), fc.dictionary(texts, tie('value'))),
  })).value;
  fc.assert(
    fc.property(values, (value) => {
      const text = JSON.stringify(value);
      const [depth, count] = [depthOf(value), countOf(value)];
      expect(scanJson(text, { depth, values: count })).toBeUndefined();
      if (depth > 0) expect(scanJson(text, { depth: depth - 1, values: count })).toMatch(/nested/);
      if (count > 0) expect(scanJson(text, { depth, values: count - 1 })).toMatch(/hold/);
    }),
    { numRuns: runs(300, 60) },
  );
});

test.each([
  ['a list', `[${'1,'.repeat(10_000)}1]`],
  ['an object', JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`k${at}`, at])))],
  ['a text', JSON.stringify('x'.repeat(600_001))],
  ['a text that does not end', `"${'\\"'.repeat(400_000)}`],
])('%s that is larger than any of the schema is refused before it is parsed', (_, text) => {
  expect(scanJson(text, jsonLimits)).toMatch(/may have/);
});
