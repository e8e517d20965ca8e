import { Chance } from './chance.js';
import { CreditCodes } from './credit-codes.js';
import { demonstrationId } from '../demonstration-id.js';
import { CompanyNames } from './names.js';
import { type Place, regions } from './places.js';
import { type DemonstrationQualification, makeQualifications } from './qualifications.js';

const enterpriseCount = 3000;

export interface DemonstrationEnterprise {
  id: string;
  creditCode: string;
  name: string;
  /** Null where the register does not say yet. */
  divisionCode: string | null;
  /** The size of its premiums, in tenths of an ordinary company's. */
  size: number;
  qualifications: DemonstrationQualification[];
}

const sizes: readonly (readonly [tenths: number, weight: number])[] = [
  [4, 26],
  [8, 36],
  [16, 24],
  [35, 10],
  [80, 3],
  [180, 1],
];

/** Creates the companies; `lastYear` is the year until which their certificates are renewed. */
export function makeEnterprises(lastYear: number): DemonstrationEnterprise[] {
  const chance = new Chance('enterprises');
  const names = new CompanyNames(new Chance('names'));
  const codes = new CreditCodes(new Chance('credit codes'));
  return Array.from({ length: enterpriseCount }, () => {
    const region = chance.weighted(regions.map((one) => [one, one.weight] as const));
    const place = chance.pick(region.places);
    const authority = authorityOf(chance, place, region.regionCode);
    const creditCode = chance.happens(1.5) ? codes.nextEarly(authority) : codes.next(authority);
    const isKnown = !chance.happens(0.8);
    return {
      id: demonstrationId(`enterprise/${creditCode}`),
      creditCode,
      name: names.next(chance.happens(60) ? region.name : place.name, region.trades),
      divisionCode: isKnown ? place.divisionCode : null,
      size: chance.weighted(sizes),
      qualifications: makeQualifications(chance, lastYear),
    };
  });
}

/**
 * Returns the office of registration. For some companies it is that of the city or the province, so that the code does
 * not show their county.
 */
function authorityOf(chance: Chance, place: Place, regionCode: string): string {
  if (chance.happens(4)) return '350000';
  return chance.happens(16) ? `${regionCode.slice(0, 4)}00` : place.divisionCode;
}
