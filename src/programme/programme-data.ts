import { z } from 'zod';
import { parseYuan } from '../kernel/money.js';
import fj2025 from './data/fj-2025.json' with { type: 'json' };
import { RegistrationStatus } from '../register/registered-company.js';
import { BudgetPolicy, NameBasis, QualificationBasis, RegionBasis, Rounding, SubsidyBase } from './programme-rules.js';

const money = z.string().refine((text) => parseYuan(text) !== undefined, 'is an amount in yuan, as "500000.00"');
const text = z.string().trim().min(1);
const divisionCodes = z.array(z.string().regex(/^\d{2,6}$/));

const share = z
  .string()
  .regex(/^(0(\.\d{1,5})?|1(\.0{1,5})?)$/, 'is a share from "0" to "1", with at most five decimals');

const ProductData = z.strictObject({
  position: z.int().positive(),
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  name: text,
  nameInEnglish: text,
  productClass: text,
  rate: share,
  laterRates: z.array(share).default([]),
  enterpriseCap: money.nullable().default(null),
  firstTimeOnly: z.boolean().default(false),
  section: text,
});

/** A company that is gone, or has left the province’s register, is not subsidised (ours). */
const { MOVED_OUT, REVOKED, MERGED, DEREGISTERED } = RegistrationStatus;
export const statusesOut = [MOVED_OUT, REVOKED, MERGED, DEREGISTERED];

const RulesData = z
  .strictObject({
    enterpriseCap: money,
    capSection: text.nullable().default(null),
    budgetSection: text.nullable().default(null),
    base: z.enum(SubsidyBase).default(SubsidyBase.PREMIUM_LESS_REFUNDS),
    rounding: z.enum(Rounding).default(Rounding.HALF_UP),
    fundingCeiling: share.nullable().default(null),
    qualificationBasis: z.enum(QualificationBasis).default(QualificationBasis.POLICY_START),
    qualificationDay: z.iso.date().nullable().default(null),
    budget: money.nullable(),
    budgetPolicy: z.enum(BudgetPolicy),
    maximumTermMonths: z.int().positive(),
    termEndInclusive: z.boolean().default(true),
    regionsIn: divisionCodes.min(1),
    regionsOut: divisionCodes,
    regionBasis: z.enum(RegionBasis).default(RegionBasis.ASSESSMENT_DAY),
    regionDay: z.iso.date().nullable().default(null),
    nameBasis: z.enum(NameBasis).default(NameBasis.PUBLICATION_DAY),
    statusesOut: z.array(z.enum(RegistrationStatus)).default(statusesOut),
    qualificationKinds: z.array(text).min(1),
    requiredDocuments: z.array(text),
    products: z.array(ProductData).min(1),
  })
  .refine(({ budget, budgetPolicy }) => budget !== null || budgetPolicy === BudgetPolicy.NONE, {
    error: 'is needed where the budget is shared out',
    path: ['budget'],
  })
  .refine(
    ({ qualificationBasis: basis, qualificationDay: day }) => (basis === QualificationBasis.FIXED_DAY) === !!day,
    {
      error: 'is the day where the basis is FIXED_DAY, and nothing otherwise',
      path: ['qualificationDay'],
    },
  )
  .refine(({ regionBasis, regionDay }) => (regionBasis === RegionBasis.FIXED_DAY) === !!regionDay, {
    error: 'is the day where the basis is FIXED_DAY, and nothing otherwise',
    path: ['regionDay'],
  })
  .refine(({ products }) => new Set(products.map(({ code }) => code)).size === products.length, {
    error: 'names a product twice',
    path: ['products'],
  });

const KindData = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'is a code in capitals, as YOUNG_EAGLE'),
  name: text,
  nameInEnglish: text,
});

const ProgrammeDataSchema = z
  .strictObject({
    code: text,
    title: text,
    documentNumber: text,
    policyYear: z.int(),
    opensOn: z.iso.date(),
    institutionRegistrationUntil: z.iso.date(),
    enterpriseRegistrationUntil: z.iso.date(),
    policyPushUntil: z.iso.date(),
    publicityWorkingDays: z.int().positive(),
    paymentInformationWorkingDays: z.int().positive(),
    objectionWorkingDays: z.int().positive().default(5),
    reviewWorkingDays: z.int().positive().default(5),
    problemAnswerWorkingDays: z.int().positive().default(5),
    demonstration: z.boolean(),
    newQualificationKinds: z.array(KindData).default([]),
    rules: RulesData,
  })
  .refine(({ opensOn, policyPushUntil }) => opensOn <= policyPushUntil, {
    error: 'is before the day on which the programme opens',
    path: ['policyPushUntil'],
  });

/** A programme as a data file gives it: another year or another province is another file, not other code. */
export type ProgrammeData = z.infer<typeof ProgrammeDataSchema>;

export interface ProgrammeFault {
  path: string[];
  message: string;
}

/** Reads a programme; every fault with its place where it is not one. */
export function faultsOfProgrammeData(json: unknown): { data?: ProgrammeData; faults: ProgrammeFault[] } {
  const parsed = ProgrammeDataSchema.safeParse(json);
  if (parsed.success) return { data: parsed.data, faults: [] };
  return { faults: parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })) };
}

/** Reads a programme from parsed JSON; throws with every fault that it finds. */
export function readProgrammeData(json: unknown): ProgrammeData {
  const parsed = ProgrammeDataSchema.safeParse(json);
  if (!parsed.success) throw new Error(`The programme’s data is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The programme of 闽科资函〔2025〕81号. */
export const fujian2025 = readProgrammeData(fj2025);
