import { isDay } from '../kernel/values/dates.js';
import type { Contradiction } from '../kernel/errors/contradiction.js';
import { type ArrangedYear, isWeekend } from './arranged-year.js';

export type CalendarContent = ArrangedYear & { documentNumber: string };

const [firstYear, lastYear] = [2000, 2100];
/**
 * Statutory holidays of a year: 11 until 2024, 13 since then (State Council Decree 795); some years had a day or two
 * more.
 */
const [fewestDaysOff, mostDaysOff] = [11, 16];
/** Statutory holidays with the same date in every year (全国年节及纪念日放假办法). */
const alwaysOff = ['01-01', '05-01', '10-01'];

/** Returns everything in the arrangement of a year that must be a mistake. */
export function contradictionsOfCalendar(content: CalendarContent): Contradiction[] {
  const { year, documentNumber } = content;
  const found: Contradiction[] = [];
  if (year < firstYear || year > lastYear) {
    const zh = `年份 ${year} 应在 ${firstYear} 年至 ${lastYear} 年之间`;
    return [{ path: ['year'], zh, en: `the year ${year} has to be from ${firstYear} to ${lastYear}` }];
  }
  if (documentNumber.trim() === '') {
    const zh = '请填写国务院办公厅节假日安排通知的文号';
    found.push({ path: ['documentNumber'], zh, en: 'give the number of the State Council’s document' });
  }
  found.push(...unfitDays(content));
  return found.length > 0 ? found : unusualYear(content);
}

function unfitDays({ year, holidays, makeUpDays }: CalendarContent): Contradiction[] {
  const seen = new Set<string>();
  const fault = (day: string, isMakeUp: boolean): [zh: string, en: string] | undefined => {
    if (!isDay(day) || !day.startsWith(`${year}-`)) return [`不是 ${year} 年的日期`, `is not a day of ${year}`];
    if (seen.has(day)) return ['重复列出', 'is listed twice'];
    if (isMakeUp && !isWeekend(day))
      return ['补班日应为周六或周日', 'has to be a Saturday or Sunday to be a make-up day'];
    return undefined;
  };
  const check = (field: string, days: string[], isMakeUp: boolean) =>
    days.flatMap((day, place) => {
      const said = fault(day, isMakeUp);
      seen.add(day);
      return said ? [{ path: [field, String(place)], zh: `${day} ${said[0]}`, en: `${day} ${said[1]}` }] : [];
    });
  return [...check('holidays', holidays, false), ...check('makeUpDays', makeUpDays, true)];
}

/** Detects an incomplete list. Its days may all be valid, but they do not add up to a year's holidays. */
function unusualYear({ year, holidays, makeUpDays }: CalendarContent): Contradiction[] {
  const daysOff = holidays.filter((day) => !isWeekend(day)).length - makeUpDays.length;
  const missing = alwaysOff.map((day) => `${year}-${day}`).filter((day) => !isWeekend(day) && !holidays.includes(day));
  return [
    ...missing.map((day) => ({
      path: ['holidays'],
      zh: `缺少法定节假日 ${day}`,
      en: `the statutory holiday ${day} is missing`,
    })),
    ...(daysOff < fewestDaysOff || daysOff > mostDaysOff
      ? [
          {
            path: ['holidays'],
            zh: `放假的工作日减去补班日为 ${daysOff} 天，应为 ${fewestDaysOff} 至 ${mostDaysOff} 天，请核对名单是否完整`,
            en: `weekdays off less make-up days are ${daysOff}; a year has ${fewestDaysOff} to ${mostDaysOff}, so the lists are not complete`,
          },
        ]
      : []),
  ];
}
