import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { FairGate } from '../../src/http/limits/gate/fair-gate.js';
import { QuickDocuments } from '../../src/gateway/admission/documents/quick-documents.js';

const document = parse('{ programmes { totalCount } }');

test('a document becomes quick after a quick answer, and stops being quick when its answers stay slow', () => {
  const quick = new QuickDocuments();
  expect(quick.has(document)).toBe(false);
  quick.learn(document, 5, false);
  expect(quick.has(document)).toBe(true);
  for (let times = 0; times < 100; times += 1) quick.learn(document, 400, false);
  expect(quick.has(document)).toBe(false);
});

test('under load everything is slow, and no measurement is kept', () => {
  const quick = new QuickDocuments();
  quick.learn(document, 5, false);
  for (let times = 0; times < 1_000; times += 1) quick.learn(document, 400, true);
  expect(quick.has(document)).toBe(true);
});

test('what was hardly any work says nothing of the document', async () => {
  const quick = new QuickDocuments();
  const gate = { hasWaiting: false } as FairGate;
  await quick.timed(
    document,
    gate,
    async () => 'kept',
    () => false,
  );
  expect(quick.has(document)).toBe(false);
  await quick.timed(document, gate, async () => 'read');
  expect(quick.has(document)).toBe(true);
});
