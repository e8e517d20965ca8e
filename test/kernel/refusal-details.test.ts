import fs from 'node:fs';
import path from 'node:path';
import { type CallExpression, parseSync } from '@swc/core';
import { assertObjectType, getNamedType, isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { factsOf, refusalMeanings } from '../../src/kernel/errors/refusal.js';
import { userErrorOf } from '../../src/kernel/errors/user-error.js';

const schema = buildGatewaySchema();
const fields = assertObjectType(schema.getType('UserErrorDetails')).getFields();
const codes = refusalMeanings().map(([code]) => code);

/** What a message needs in Chinese beside a fact. */
const clientFactsOf = (code: string) => [...factsOf(code)].filter((fact) => !fact.endsWith('InChinese'));

test('every fact of a refusal is a field of UserErrorDetails, and every field is used by a refusal', () => {
  const said = new Set(codes.flatMap(clientFactsOf));
  expect(codes.length).toBeGreaterThan(150);
  expect([...said].toSorted()).toEqual(Object.keys(fields).toSorted());
});

test('UserErrorCode names the facts of each code', () => {
  const type = schema.getType('UserErrorCode');
  const values = isEnumType(type) ? type.getValues() : [];
  expect(values).toHaveLength(codes.length);
  for (const { name, description } of values) {
    const named = /Details: (.*)\.$/.exec(description ?? '')?.[1]?.match(/\w+/g) ?? [];
    expect(named, name).toEqual(clientFactsOf(name).toSorted());
  }
});

test('no refusal carries a fact that it does not declare', () => {
  const given = refusalsGiven();
  expect(given.length).toBeGreaterThan(80);
  const silent = given.flatMap(({ code, facts, file }) =>
    facts.filter((fact) => !factsOf(code).has(fact)).map((fact) => `${file}: ${code} { ${fact} }`),
  );
  expect(silent).toEqual([]);
});

test('the details of a refusal have its type and nothing else', () => {
  const details = { found: 101, limit: 100, count: 3 };
  const { details: answered } = userErrorOf({ code: 'ROW_COUNT_OUT_OF_RANGE', path: null, details }, 'en');
  expect({ ...answered }).toEqual({ found: 101, limit: 100 });
  expect(getNamedType(fields['found']!.type).name).toBe('String');
  expect(getNamedType(fields['limit']!.type).name).toBe('Int');
  const listed = { sheet: '明细', column: '保费', found: ['“保费”', '“实缴保费”'] };
  const doubtful = userErrorOf({ code: 'HEADING_DOUBTFUL', path: ['file'], details: listed }, 'zh');
  expect(doubtful.details?.found).toBe('“保费”, “实缴保费”');
  expect(userErrorOf({ code: 'REASON_MISSING', path: ['reason'], details: {} }, 'en').details).toBeNull();
});

/** Every `refuse…('CODE', path, { facts })` of the source whose facts are written there. */
function refusalsGiven(): { file: string; code: string; facts: string[] }[] {
  const files = fs
    .readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.ts$/.test(file));
  return files.flatMap((file) => {
    const { body } = parseSync(fs.readFileSync(path.join('src', file), 'utf8'), {
      syntax: 'typescript',
      decorators: true,
    });
    return callsIn(body).flatMap(({ arguments: given }) => {
      const [code, , facts] = given.map(({ expression }) => expression);
      if (code?.type !== 'StringLiteral' || facts?.type !== 'ObjectExpression') return [];
      return codes.includes(code.value) ? [{ file, code: code.value, facts: keysOf(facts.properties) }] : [];
    });
  });
}

function keysOf(properties: object[]): string[] {
  return properties.flatMap((property) => {
    const { value, key } = property as { value?: string; key?: { value: string } };
    return key?.value ?? (typeof value === 'string' ? value : []);
  });
}

function callsIn(node: unknown): CallExpression[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(callsIn);
  return 'type' in node && node.type === 'CallExpression' ? [node as CallExpression, ...inside] : inside;
}
