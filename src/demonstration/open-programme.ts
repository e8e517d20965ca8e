import { dayOf, lastDayOfTerm } from '../kernel/values/dates.js';
import { fujian2025, type ProgrammeData } from '../programme/data/programme-data.js';

/** The same in every year, so that the documentation stays correct. */
export const openProgrammeCode = 'FJ-DEMO';

/** A programme with the rules of 2025 that is open whenever it is set up, so that a newcomer can push immediately. */
export function openProgramme(today: Date): ProgrammeData {
  const day = dayOf(today);
  const year = Number(day.slice(0, 4));
  const until = lastDayOfTerm(day, 12);
  return {
    ...fujian2025,
    code: openProgrammeCode,
    title: `【演示】${year}年科技保险补贴资金“免申即享”`,
    documentNumber: `演示〔${year}〕1号`,
    policyYear: year - 1,
    opensOn: `${year}-01-01`,
    institutionRegistrationUntil: until,
    enterpriseRegistrationUntil: until,
    policyPushUntil: until,
    notice: null,
    demonstration: true,
  };
}
