import { isEnumType, isScalarType, type OperationDefinitionNode, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { documentRules } from '../../src/gateway/admission/documents/document-rules.js';
import { OperationRefused } from '../../src/gateway/admission/operation-refused.js';
import { variableValues } from '../../src/gateway/admission/variable-values.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { localizeMessage } from '../../src/http/errors/localize-error.js';

const schema = buildGatewaySchema();
const leaves = Object.values(schema.getTypeMap())
  .filter((type) => (isScalarType(type) || isEnumType(type)) && !type.name.startsWith('__'))
  .map(({ name }) => name);

/** A value as JSON and in a document; some scalar refuses each of them. */
const values: [value: unknown, literal: string][] = [
  ['2020-13-01', '"2020-13-01"'],
  ['2025-02-30T00:00:00Z', '"2025-02-30T00:00:00Z"'],
  ['0001-01-01', '"0001-01-01"'],
  ['x'.repeat(2_000), `"${'x'.repeat(2_000)}"`],
  [1.5, '1.5'],
  [3_000_000_000, '3000000000'],
  [true, 'true'],
  [{ a: 1 }, '{ a: 1 }'],
];

const ofDocument = (text: string): string[] =>
  validate(schema, parse(text), documentRules)
    .map(({ message }) => message)
    .filter((message) => !message.includes('is never used'));

function ofVariables(text: string, variables: Record<string, unknown>): string[] {
  try {
    variableValues(schema, parse(text).definitions[0] as OperationDefinitionNode, variables);
    return [];
  } catch (error) {
    return (error as OperationRefused).errors.map(({ message }) => message);
  }
}

/** What people read of a refusal, without the words that they wrote themselves. */
const said = (message: string, language: 'en' | 'zh') => localizeMessage(language, message).replaceAll(/"[^"]*"/g, '');

/** Each says where the value is and what is expected; nothing is left in the other language. */
function expectSaid(message: string, place: string): void {
  expect(message).toContain(`"${place}"`);
  expect(said(message, 'en')).toMatch(/(: |; )\w+.* \w+/);
  expect(said(message, 'en')).not.toMatch(/\p{Script=Han}|LocalDate|Invalid/u);
  expect(said(message, 'zh')).toMatch(/：.*\p{Script=Han}/su);
  expect(said(message, 'zh')).not.toMatch(/请求未能完成|[a-z] [a-z]/);
}

test.each(leaves)('a value that is no %s is refused by where it is and what is expected, in both languages', (type) => {
  const messages = values.flatMap(([value, literal]) => {
    const inDocument = ofDocument(`query ($given: ${type} = ${literal}) { __typename }`);
    const inVariable = ofVariables(`query ($given: ${type}) { __typename }`, { given: value });
    expect([literal, inVariable.length]).toEqual([literal, inDocument.length]);
    return [...inDocument, ...inVariable];
  });
  expect(messages.length === 0).toBe(type === 'JSON');
  for (const message of messages) expectSaid(message, '$given');
});

test('a place is named by all that leads to it', () => {
  const day = '"2020-13-01"';
  const messages = ofDocument(`query ($from: Date = ${day}) {
    policies(filter: { acceptedFrom: ${day}, acceptedUntil: $from }, first: "x") { totalCount @include(if: 3) }
    mine: claims(filter: { statuses: [PAID, NEVER] }) { totalCount }
  }`);
  expect(messages.map((message) => message.slice(0, message.indexOf(': ')))).toEqual([
    'At "$from"',
    'At "policies.filter.acceptedFrom"',
    'At "policies.first"',
    'At "include.if"',
    'At "claims.filter.statuses[1]"',
  ]);
  expect(localizeMessage('zh', messages[1] ?? '')).toBe(
    '"policies.filter.acceptedFrom"：请填写日历上存在的日期，须在 1900-01-01 至 2999-12-31 之间，写作 "2025-03-31"；实际为 "2020-13-01"。',
  );
  expect(ofVariables('query ($filter: PolicyFilter) { __typename }', { filter: { startsFrom: '2025-02-29' } })).toEqual(
    [
      'Variable "$filter" got invalid value "2025-02-29" at "filter.startsFrom"; Write a day that the calendar has, from 1900-01-01 to 2999-12-31, as "2025-03-31"; found "2025-02-29"',
    ],
  );
});
