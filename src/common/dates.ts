/** The programme runs on this clock: every deadline is the end of a day here. */
export const programmeTimeZone = 'Asia/Shanghai';

/** China has had no daylight saving time since 1991. */
const shanghaiOffset = '+08:00';

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: programmeTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Shanghai that an instant falls on, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return dayFormat.format(instant);
}

/** The first instant that is after the whole of `day` in Shanghai. */
export function endOfDay(day: string): Date {
  return startOfDay(addDays(day, 1));
}

export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00${shanghaiOffset}`);
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whether text is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** The last day of a term of whole months that starts on `day`: one year from 2024-03-01 ends 2025-02-28. */
export function lastDayOfTerm(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const anniversary = new Date(Date.UTC(year, month - 1 + months, date));
  // 31 January + 1 month overflows into March; the anniversary is then the first of the month after.
  if (anniversary.getUTCDate() !== date) anniversary.setUTCDate(1);
  return addDays(anniversary.toISOString().slice(0, 10), -1);
}
