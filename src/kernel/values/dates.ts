/** Time zone of the programme: every deadline is the end of a day here. */
export const programmeTimeZone = 'Asia/Shanghai';

/** China has had no daylight saving time since 1991. */
const shanghaiOffset = '+08:00';

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: programmeTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Returns the day of an instant in Shanghai, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return dayFormat.format(instant);
}

const timeFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: programmeTimeZone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Formats an instant in Shanghai time: 2025-08-20 10:15:00 */
export function timeOf(instant: Date): string {
  return timeFormat.format(instant);
}

/** Returns the first instant after `day` in Shanghai. */
export function endOfDay(day: string): Date {
  return startOfDay(addDays(day, 1));
}

export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00${shanghaiOffset}`);
}

export function addDays(day: string, count: number): string {
  const [year, month, date] = partsOf(day);
  return written(new Date(Date.UTC(year, month - 1, date + count)));
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is an existing day, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, date] = partsOf(text);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year > 0 && date > 0 && date <= (isLeap && month === 2 ? 29 : (daysOfMonth[month - 1] ?? 0));
}

/** Returns the last day of a term of whole months that starts on `day`: one year from 2024-03-01 ends 2025-02-28. */
export function lastDayOfTerm(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  const anniversary = new Date(Date.UTC(year, month - 1 + months, date));
  // 31 January + 1 month overflows into March; the anniversary is then the first day of that month.
  if (anniversary.getUTCDate() !== date) anniversary.setUTCDate(1);
  anniversary.setUTCDate(anniversary.getUTCDate() - 1);
  return written(anniversary);
}

/**
 * Returns the last day on which a policy of at most `months` may end: the anniversary itself if `inclusive`, otherwise
 * the day before.
 */
export function latestEndOfTerm(startsOn: string, months: number, inclusive: boolean): string {
  const last = lastDayOfTerm(startsOn, months);
  return inclusive ? addDays(last, 1) : last;
}

// Reads digits instead of parsing with Date, which is faster: a file of a million rows has two million days.
function partsOf(day: string): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function written(date: Date): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}
