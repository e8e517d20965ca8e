import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCreditCode,
  creditCodeCheck,
  normaliseCreditCode,
  organisationCheck,
} from '../../src/kernel/values/credit-code.js';

describe('a unified social credit code', () => {
  test('with a fitting check character is valid', () => {
    expect(checkCreditCode('91350100M000100Y43')).toBe('VALID');
  });

  test.each(['91350211M0000XUF46', '91350100M0001TGQXM'])('%s is a valid early code', (code) => {
    expect(checkCreditCode(code)).toBe('EARLY');
  });

  test.each(['', '91350100M000100Y4', '91350100M000100Z44', '9135010OM000100Y43', '91350100M000100Y433'])(
    '%j is invalid',
    (code) => expect(checkCreditCode(code)).toBe('INVALID'),
  );

  test('with one wrong character is never valid', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const character = fc.constantFrom(...alphabet);
    const body = fc.string({ unit: character, minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(body, fc.nat(17), character, (text, place, other) => {
        const code = text + creditCodeCheck(text);
        fc.pre(code[place] !== other);
        expect(checkCreditCode(code)).toBe('VALID');
        expect(checkCreditCode(code.slice(0, place) + other + code.slice(place + 1))).not.toBe('VALID');
      }),
    );
  });

  test('is read in any spelling', () => {
    expect(normaliseCreditCode(' ９１350100 m000100y43')).toBe('91350100M000100Y43');
  });
});

test('an organisation code checks by MOD 11, with X for ten', () => {
  expect(organisationCheck('M000100Y')).toBe('4');
  expect(organisationCheck('M0001TGQ')).toBe('X');
});
