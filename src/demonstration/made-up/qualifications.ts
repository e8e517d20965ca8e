import { addDays, lastDayOfTerm } from '../../kernel/values/dates.js';
import type { Chance } from './chance.js';

export interface DemonstrationQualification {
  kind: string;
  validFrom: string;
  validUntil: string;
}

/** The frequency of each kind, and for how many years its certificates are valid. */
const kinds: readonly (readonly [kind: { code: string; years: number }, weight: number])[] = [
  [{ code: 'NATIONAL_HIGH_TECH', years: 3 }, 38],
  [{ code: 'TECH_SME', years: 1 }, 24],
  [{ code: 'PROVINCIAL_INNOVATIVE_SME', years: 3 }, 14],
  [{ code: 'PROVINCIAL_SPECIALISED_SME', years: 3 }, 11],
  [{ code: 'LITTLE_GIANT', years: 3 }, 5],
  [{ code: 'GAZELLE', years: 2 }, 4],
  [{ code: 'ADVANCED_TECH_SERVICE', years: 3 }, 2.5],
  [{ code: 'CHAIN_LEADER', years: 3 }, 1.5],
];

type Validity = 'ALL_YEAR' | 'FROM_AUTUMN' | 'UNTIL_WINTER' | 'LONG_AGO' | 'NEVER';

const validities: readonly (readonly [Validity, weight: number])[] = [
  ['ALL_YEAR', 86],
  ['FROM_AUTUMN', 4],
  ['UNTIL_WINTER', 3],
  ['LONG_AGO', 2],
  ['NEVER', 5],
];

/**
 * Creates the qualifications of one company. Most companies have one all the time, some only on other days, and some
 * none.
 */
export function makeQualifications(chance: Chance, lastYear: number): DemonstrationQualification[] {
  const validity = chance.weighted(validities);
  if (validity === 'NEVER') return [];
  const kind = chance.weighted(kinds);
  if (validity === 'FROM_AUTUMN') return renewed(kind, chance.day('2024-09-20', '2024-12-20'), lastYear);
  if (validity === 'UNTIL_WINTER') return [endingOn(kind, chance.day('2024-01-10', '2024-03-31'))];
  if (validity === 'LONG_AGO') return [endingOn(kind, chance.day('2022-01-10', '2023-12-20'))];
  const others = Array.from(
    {
      length: chance.weighted([
        [0, 55],
        [1, 33],
        [2, 12],
      ]),
    },
    () => chance.weighted(kinds),
  );
  return [...new Set([kind, ...others])].flatMap((one) => renewed(one, beginning(chance, one), lastYear));
}

/** Returns the first day: the calendar year for a yearly list, the day of issue for a certificate. */
function beginning(chance: Chance, { years }: { years: number }): string {
  if (years === 1) return `${chance.between(2022, 2024)}-01-01`;
  return chance.day(`${2024 - years}-02-01`, '2023-12-31');
}

/** Repeats the certificate, so that the company is still qualified in the programme that is open now. */
function renewed(kind: { code: string; years: number }, from: string, lastYear: number): DemonstrationQualification[] {
  const list: DemonstrationQualification[] = [];
  let validFrom = from;
  while (validFrom <= `${lastYear}-12-31`) {
    const validUntil = lastDayOfTerm(validFrom, kind.years * 12);
    list.push({ kind: kind.code, validFrom, validUntil });
    validFrom = addDays(validUntil, 1);
  }
  return list;
}

function endingOn(kind: { code: string; years: number }, validUntil: string): DemonstrationQualification {
  const validFrom = `${Number(validUntil.slice(0, 4)) - kind.years}${validUntil.slice(4)}`;
  return { kind: kind.code, validFrom: addDays(validFrom.replace('02-29', '02-28'), 1), validUntil };
}
