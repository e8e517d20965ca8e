import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, endOfDay, isDay, lastDayOfTerm, latestEndOfTerm } from '../../src/kernel/values/dates.js';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';

describe('money', () => {
  test('converts to fen and back without a float', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 13n), (fen) => parseYuan(formatYuan(fen)) === fen));
  });

  test.each(['', '1.', '.5', '01.00', '1.234', '1e3', '１.00', '-1.00', '1,000.00', '1000000000000'])(
    '%j is invalid',
    (text) => expect(parseYuan(text)).toBeUndefined(),
  );
});

describe('days', () => {
  test('a term may end on the anniversary only where the rules say so', () => {
    expect(latestEndOfTerm('2024-01-11', 12, true)).toBe('2025-01-11');
    expect(latestEndOfTerm('2024-01-11', 12, false)).toBe('2025-01-10');
    expect(latestEndOfTerm('2024-02-29', 12, true)).toBe('2025-03-01');
  });

  test('end at midnight in Shanghai, in any time zone of the machine', () => {
    expect(endOfDay('2025-09-01').toISOString()).toBe('2025-09-01T16:00:00.000Z');
    expect(dayOf(new Date('2025-09-01T15:59:59Z'))).toBe('2025-09-01');
    expect(dayOf(new Date('2025-09-01T16:00:00Z'))).toBe('2025-09-02');
  });

  test.each([
    ['2024-03-01', 12, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-12-31', 12, '2025-12-30'],
  ])('a term from %s of %i months ends on %s', (start, months, last) =>
    expect(lastDayOfTerm(start, months)).toBe(last),
  );

  test.each([
    '2024-02-30',
    '2023-02-29',
    '2100-02-29',
    '2024-13-01',
    '2024-00-01',
    '0000-01-01',
    '24-01-01',
    '2024-1-1',
  ])('%s is invalid', (text) => expect(isDay(text)).toBe(false));

  test('every day of three centuries is valid, and its next day is right', () => {
    const days = Array.from({ length: 109_573 }, (_, day) =>
      new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(days.at(-1)).toBe('2199-12-31');
    expect(days.filter((day) => !isDay(day))).toEqual([]);
    expect(days.slice(0, -1).map((day) => addDays(day, 1))).toEqual(days.slice(1));
    expect(addDays('2024-03-01', -366)).toBe('2023-03-01');
  });
});
