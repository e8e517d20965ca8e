import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addDays, isDay } from '../kernel/dates.js';
import { defineRefusals, Refused } from '../kernel/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';

const refuse = defineRefusals({
  CALENDAR_YEAR_KNOWN: {
    meaning: 'The calendar covers the year already; deadlines have been calculated with it.',
    zh: ({ year }) => `工作日历已覆盖 ${year} 年，截止日据此推算，不再更改。`,
    en: ({ year }) => `The calendar covers ${year} already, deadlines were calculated with it, and it does not change.`,
  },
  CALENDAR_DAY_UNFIT: {
    meaning: 'A day is not of the year, is named twice, or is a make-up day that is no weekend.',
    zh: ({ day, needed }) => `日期“${day}”不符合要求：${needed}。`,
    en: ({ day, needed }) => `The day "${day}" does not fit: ${needed}.`,
  },
  CALENDAR_SOURCE_MISSING: {
    meaning: 'The arrangement of a year names its document.',
    zh: () => '请填写国务院办公厅节假日安排通知的文号。',
    en: () => 'Give the number of the State Council’s document.',
  },
});

export interface ImportWorkingDays {
  year: number;
  holidays: string[];
  makeUpDays: string[];
  documentNumber: string;
  idempotencyKey: string;
}

/**
 * Enters the working days of a year as the State Council arranged it: weekdays less holidays, and the make-up weekends.
 * A year is entered once; the same arrangement again changes nothing.
 */
export function importWorkingDays(context: Context, input: ImportWorkingDays): Promise<number> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'importWorkingDays', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => enterYear(em, context, input)));
}

async function enterYear(em: EntityManager, context: Context, input: ImportWorkingDays): Promise<number> {
  requireFitting(input);
  await sql`select pg_advisory_xact_lock(hashtextextended('calendar', 0))`.execute(em.getKysely());
  const days = daysOf(input);
  const known = await readYear(em, input.year);
  if (known.size > 0) {
    if (days.every(({ day, working }) => known.get(day) === working)) return input.year;
    throw new Refused(refuse('CALENDAR_YEAR_KNOWN', ['year'], { year: input.year }));
  }
  await sql`
      insert into calendar_day (day, working)
      select * from unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ working }) => working)}::boolean[])`.execute(
    em.getKysely(),
  );
  const { year, documentNumber, holidays, makeUpDays } = input;
  await recordEvent(em, context, {
    type: EventType.CALENDAR_IMPORTED,
    subject: { type: 'Account', id: context.viewer.accountId as string },
    data: { year, documentNumber: documentNumber.trim(), holidays, makeUpDays },
  });
  return year;
}

function requireFitting({ year, holidays, makeUpDays, documentNumber }: ImportWorkingDays): void {
  if (documentNumber.trim() === '') throw new Refused(refuse('CALENDAR_SOURCE_MISSING', ['documentNumber']));
  const seen = new Set<string>();
  const check = (field: string, days: string[], fits: (day: string) => string | undefined) =>
    days.flatMap((day, index) => {
      const inYear = isDay(day) && day.startsWith(`${year}-`);
      const needed = !inYear ? `a day of ${year}` : seen.has(day) ? 'each day only once' : fits(day);
      seen.add(day);
      return needed ? [refuse('CALENDAR_DAY_UNFIT', [field, String(index)], { day, needed })] : [];
    });
  const faults = [
    ...check('holidays', holidays, () => undefined),
    ...check('makeUpDays', makeUpDays, (day) => (isWeekend(day) ? undefined : 'a Saturday or Sunday')),
  ];
  if (faults.length > 0) throw new Refused(...faults);
}

function daysOf({ year, holidays, makeUpDays }: ImportWorkingDays): { day: string; working: boolean }[] {
  const [off, on] = [new Set(holidays), new Set(makeUpDays)];
  const days = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    days.push({ day, working: on.has(day) || (!off.has(day) && !isWeekend(day)) });
  }
  return days;
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

async function readYear(em: EntityManager, year: number): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ day: string; working: boolean }>`
    select day, working from calendar_day
    where day between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)`.execute(em.getKysely());
  return new Map(rows.map(({ day, working }) => [day, working]));
}
