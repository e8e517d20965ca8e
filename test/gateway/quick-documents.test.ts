import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { QuickDocuments } from '../../src/gateway/admission/quick-documents.js';

const document = parse('{ programmes { totalCount } }');

test('a document is quick once it was answered quickly, and no longer when it never is again', () => {
  const quick = new QuickDocuments();
  expect(quick.has(document)).toBe(false);
  quick.learn(document, 5, false);
  expect(quick.has(document)).toBe(true);
  for (let times = 0; times < 100; times += 1) quick.learn(document, 400, false);
  expect(quick.has(document)).toBe(false);
});

test('in a crowd everything is slow, and nothing is learnt of that', () => {
  const quick = new QuickDocuments();
  quick.learn(document, 5, false);
  for (let times = 0; times < 1_000; times += 1) quick.learn(document, 400, true);
  expect(quick.has(document)).toBe(true);
});
