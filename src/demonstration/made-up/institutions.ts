import { Chance } from './chance.js';
import { CreditCodes } from './credit-codes.js';
import { demonstrationId } from '../demonstration-id.js';

export interface DemonstrationInstitution {
  id: string;
  creditCode: string;
  name: string;
  /** The prefix of its policy numbers. */
  prefix: string;
  /** Its share of the market. */
  weight: number;
}

/** Made-up names, after mountains, bays and islands of the province. */
const named: [prefix: string, name: string, weight: number][] = [
  ['WY', '武夷山海财产保险股份有限公司福建省分公司', 26],
  ['DY', '戴云财产保险股份有限公司福建分公司', 18],
  ['TM', '太姥财产保险股份有限公司福建分公司', 13],
  ['QY', '清源科技保险股份有限公司福建分公司', 10],
  ['GZ', '冠豸财产保险股份有限公司福建分公司', 8],
  ['MZ', '湄洲湾责任保险股份有限公司', 6],
  ['JL', '九鲤财产保险股份有限公司福建分公司', 5],
  ['JF', '鹫峰财产保险股份有限公司福建分公司', 4],
  ['BP', '博平岭财产保险股份有限公司福建分公司', 4],
  ['QZ', '青芝健康保险股份有限公司福建分公司', 3],
  ['DM', '玳瑁信用保证保险股份有限公司福建分公司', 2],
  ['HT', '海坛财产保险股份有限公司平潭分公司', 1],
];

export function makeInstitutions(): DemonstrationInstitution[] {
  const codes = new CreditCodes(new Chance('institutions'));
  return named.map(([prefix, name, weight]) => ({
    id: demonstrationId(`institution/${prefix}`),
    creditCode: codes.next('350100'),
    name,
    prefix,
    weight,
  }));
}
