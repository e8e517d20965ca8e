import { creditCodeCheck, organisationCheck } from '../../src/kernel/values/credit-code.js';

/** Products of the 2025 programme. */
const products = [
  'KEY_RD_EQUIPMENT',
  'PRODUCT_LIABILITY',
  'KEY_STAFF_HEALTH',
  'RD_INTERRUPTION',
  'PRODUCT_RD_LIABILITY',
];

export interface BenchRow {
  policyNo: string;
  creditCode: string;
  enterpriseName: string;
  product: string;
  startsOn: string;
  endsOn: string;
  premium: string;
  invoiceNo: string;
}

export function creditCodeOf(serial: number): string {
  const organisation = `MB${String(serial).padStart(6, '0')}`;
  const body = `91350100${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
}

/**
 * Mixes the serial numbers, so that no index is filled in the order of the file: a core system does not sort by our
 * keys.
 */
function mixed(serial: number): number {
  return Math.imul(serial ^ 0x5bd1e995, 0x9e3779b1) >>> 0;
}

/**
 * The same rows for every method: valid, five policies for each company, numbers in no order. Overlapping policies all
 * have one product, so that each of them is flagged.
 */
export function* benchRows(count: number, tag: string, { overlapping = false } = {}): Generator<BenchRow> {
  const companies = Math.ceil(count / 5);
  for (let serial = 0; serial < count; serial += 1) {
    const mix = mixed(serial);
    // Five products for each company, each once, so that nothing is flagged. The companies are in no order.
    const company = (serial * 7_919) % companies;
    const day = 1 + (mix % 28);
    const month = 1 + (serial % 12);
    const start = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    yield {
      policyNo: `PZAA2024${String(mix).padStart(10, '0')}${tag}`,
      creditCode: creditCodeOf(company),
      enterpriseName: `福建第${company}号科技有限公司`,
      product: products[overlapping ? 0 : Math.floor(serial / companies)] as string,
      startsOn: start,
      endsOn: `2024-12-31`,
      premium: `${1_000 + (mix % 90_000)}.${String(mix % 100).padStart(2, '0')}`,
      invoiceNo: `24352${String(mix).padStart(15, '0')}`,
    };
  }
}

export const headings = [
  '保单号',
  '统一社会信用代码',
  '企业名称',
  '险种',
  '保险起期',
  '保险止期',
  '保费（元）',
  '发票号码',
];
