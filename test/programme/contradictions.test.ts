import { expect, test } from 'vitest';
import fj2020 from '../../src/programme/data/fj-2020.json' with { type: 'json' };
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import otherProvince from '../../src/programme/data/other-province.json' with { type: 'json' };
import { contradictionsOf } from '../../src/programme/data/programme-contradictions.js';
import { faultsOfProgrammeData, readProgrammeData } from '../../src/programme/data/programme-data.js';

test.each([fj2020, fj2025, otherProvince])('the shipped programmes have no contradictions', (data) => {
  expect(contradictionsOf(readProgrammeData(data))).toEqual([]);
});

const [product] = fj2025.rules.products;

test.each([
  ['policyYear', { policyYear: 1 }, {}],
  ['policyYear', { policyYear: 2026 }, {}],
  ['institutionRegistrationUntil', { institutionRegistrationUntil: '2025-07-01' }, {}],
  ['enterpriseRegistrationUntil', { enterpriseRegistrationUntil: '2025-07-01' }, {}],
  ['institutionRegistrationUntil', { institutionRegistrationUntil: '2025-09-02' }, {}],
  ['publicityWorkingDays', { publicityWorkingDays: 5_000 }, {}],
  ['rules.enterpriseCap', {}, { enterpriseCap: '0.00' }],
  ['rules.budget', {}, { budget: '0.00', budgetPolicy: 'PRO_RATA' }],
  ['rules.fundingCeiling', {}, { fundingCeiling: '0' }],
  ['rules.maximumTermMonths', {}, { maximumTermMonths: 1_200 }],
  ['rules.regionsOut', {}, { regionsIn: ['35'], regionsOut: ['35'] }],
  ['rules.regionsOut.0', {}, { regionsOut: ['44'] }],
  ['rules.products.0.enterpriseCap', {}, { products: [{ ...product, enterpriseCap: '500000.01' }] }],
  ['rules.qualificationDay', {}, { qualificationBasis: 'FIXED_DAY', qualificationDay: '2019-01-01' }],
  ['problemAnswerWorkingDays', { problemAnswerWorkingDays: 121 }, {}],
  ['notice.issuedOn', { notice: { text: '正文', issuedOn: '2025-07-30', issuingBodies: ['省科技厅'] } }, {}],
  ['rules.requiredDocuments', {}, { requiredDocuments: ['POLICY', 'POLICY'] }],
  ['rules.products.0.rate', {}, { products: [{ ...product, rate: '0' }] }],
  ['rules.products.0.enterpriseCap', {}, { products: [{ ...product, enterpriseCap: '0.00' }] }],
  ['rules.products', {}, { products: [product, product] }],
  ['rules.budget', {}, { budgetPolicy: 'PRO_RATA', budget: null }],
  ['rules.qualificationDay', {}, { qualificationBasis: 'FIXED_DAY' }],
  ['rules.regionDay', {}, { regionDay: '2024-06-30' }],
  ['rules.products.0.laterRates', {}, { products: [{ ...product, firstTimeOnly: true, laterRates: ['0.3'] }] }],
])('%s is named', (path, changes, rules) => {
  const data = readProgrammeData({ ...fj2025, ...changes, rules: { ...fj2025.rules, ...rules } });
  const found = contradictionsOf(data);
  expect(found.map((one) => one.path.join('.'))).toEqual([path]);
  expect(found[0]!.zh).toMatch(/^[^a-z]*\p{Script=Han}/u);
  expect(found[0]!.en).not.toMatch(/\p{Script=Han}/u);
});

test('all contradictions are reported together', () => {
  const rules = { ...fj2025.rules, enterpriseCap: '0.00', regionsOut: ['35'], maximumTermMonths: 1_200 };
  const deadlines = { enterpriseRegistrationUntil: '2025-07-01', policyPushUntil: '2025-07-01' };
  const data = readProgrammeData({ ...fj2025, policyYear: 1, ...deadlines, rules });
  expect(contradictionsOf(data).map((one) => one.path.join('.'))).toEqual([
    'policyYear',
    'enterpriseRegistrationUntil',
    'policyPushUntil',
    'institutionRegistrationUntil',
    'rules.maximumTermMonths',
    'rules.enterpriseCap',
    'rules.regionsOut',
  ]);
});

test('a value that does not fit its field is reported in both languages', () => {
  const rules = {
    ...fj2025.rules,
    regionsIn: ['三五'],
    maximumTermMonths: 0,
    products: [{ ...product, rate: '1.5', code: 'x' }],
  };
  const { faults } = faultsOfProgrammeData({ ...fj2025, title: '', rules });
  expect(faults.map(({ path }) => path.join('.'))).toEqual([
    'title',
    'rules.maximumTermMonths',
    'rules.regionsIn.0',
    'rules.products.0.code',
    'rules.products.0.rate',
  ]);
  for (const { zh, en } of faults) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(en).not.toBe('is not what this field takes');
  }
});
