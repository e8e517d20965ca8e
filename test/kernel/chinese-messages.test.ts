import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { messageOf, refusalMeanings } from '../../src/kernel/errors/refusal.js';

const schema = buildGatewaySchema();
const codes = refusalMeanings().map(([code]) => code);

/** What a clerk reads as it is: kinds of files, programs, units and standards. */
const usual = new Set(
  'XLSX XLS CSV NDJSON JSON ZIP PDF OFD JPEG PNG ODS xlsx xls ods pdf Excel WPS LibreOffice UTF NUL MB GB T https http JWKS RSA P Ed'.split(
    ' ',
  ),
);

/** Every fact of a case is this. */
const always = (value: string) => new Proxy({}, { get: () => value }) as Record<string, string>;

const wordsOf = (text: string) => text.match(/[A-Za-z][A-Za-z_]*/g) ?? [];

test('Chinese messages have no programming terms and no codes', () => {
  const odd = codes.flatMap((code) => {
    const text = messageOf({ code, path: null, details: always('…') }, 'zh');
    const words = wordsOf(text).filter((word) => !usual.has(word));
    return words.length > 0 ? [`${code}: ${words.join(', ')} in ${text}`] : [];
  });
  expect(odd).toEqual([]);
});

test('a state has its Chinese term in messages', () => {
  const states = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && type.name.endsWith('Status'));
  expect(states.length).toBeGreaterThan(15);
  const ofStates = codes.filter((code) => /STATUS_UNFIT|NOT_ACTIVE|NOT_PREPARED|_DECIDED$|ALREADY_ENDED/.test(code));
  expect(ofStates.length).toBeGreaterThan(8);
  const untranslated = ofStates.filter((code) => {
    const translated = states
      .flatMap((type) => (isEnumType(type) ? type.getValues() : []))
      .map(({ name }) => {
        const text = messageOf({ code, path: null, details: always(name) }, 'zh');
        return wordsOf(text).length === 0;
      });
    return !translated.includes(true);
  });
  expect(untranslated).toEqual([]);
});
