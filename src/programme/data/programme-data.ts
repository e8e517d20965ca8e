import { z } from 'zod';
import { parseYuan } from '../../kernel/values/money.js';
import fj2025 from './fj-2025.json' with { type: 'json' };
import type { Contradiction } from '../../kernel/errors/contradiction.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { DocumentKind } from '../catalogue/document-kind.js';
import { BudgetPolicy, NameBasis, QualificationBasis, RegionBasis, Rounding, SubsidyBase } from '../programme-rules.js';

/** The Chinese messages of rules, by their English ones, which zod reports. */
const inChinese = new Map<string, string>();
function says(en: string, zh: string): string {
  inChinese.set(en, zh);
  return en;
}

const money = z
  .string()
  .refine(
    (text) => parseYuan(text) !== undefined,
    says('is an amount in yuan, as "500000.00"', '应为以元为单位的金额，例如“500000.00”'),
  );
const text = z.string().trim().min(1);
const code = (example: string) =>
  z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, says(`is a code in capitals, as ${example}`, `应为大写字母代码，例如 ${example}`));
const divisionCodes = z.array(
  z
    .string()
    .regex(
      /^\d{2,6}$/,
      says('is a division code of two to six digits, as 3502', '应为二至六位行政区划代码，例如 3502'),
    ),
);

const share = z
  .string()
  .regex(
    /^(0(\.\d{1,5})?|1(\.0{1,5})?)$/,
    says('is a share from "0" to "1", with at most five decimals', '应为“0”至“1”之间的比例，最多五位小数'),
  )
  // Removes trailing zeros of a share, so that "0.50" and "0.5" are not a difference.
  .transform((text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text));

const ProductData = z.strictObject({
  position: z.int().positive(),
  code: code('PRODUCT_LIABILITY'),
  name: text,
  nameInEnglish: text,
  productClass: text,
  rate: share,
  laterRates: z.array(share).default([]),
  enterpriseCap: money.nullable().default(null),
  firstTimeOnly: z.boolean().default(false),
  section: text,
});

/** A company that no longer exists, or has left the province’s register, is not subsidised (our choice). */
const { MOVED_OUT, REVOKED, MERGED, DEREGISTERED } = RegistrationStatus;
const statusesOut = [MOVED_OUT, REVOKED, MERGED, DEREGISTERED];

const RulesData = z.strictObject({
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
  statusesOut: z
    .array(z.enum(RegistrationStatus))
    .nullish()
    .transform((given) => given ?? statusesOut),
  qualificationKinds: z.array(text).min(1),
  requiredDocuments: z.array(z.enum(DocumentKind)),
  products: z.array(ProductData).min(1),
});

const KindData = z.strictObject({
  code: code('YOUNG_EAGLE'),
  name: text,
  nameInEnglish: text,
});

const NoticeData = z.strictObject({
  text,
  issuedOn: z.iso.date(),
  issuingBodies: z.array(text).min(1),
  contacts: z.array(z.strictObject({ office: text, phone: text })).default([]),
  attachments: z.array(z.strictObject({ title: text, attachmentId: text })).default([]),
});

const ProgrammeDataSchema = z.strictObject({
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
  notice: NoticeData.nullable().default(null),
  newQualificationKinds: z.array(KindData).default([]),
  rules: RulesData,
});

/** A programme as in a data file: another year or another province is another file, not other code. */
export type ProgrammeData = z.infer<typeof ProgrammeDataSchema>;

/** The notice that issued a programme (§3 one), as it was published. */
export type IssuedNoticeData = z.infer<typeof NoticeData>;

/** Reads a programme; returns the faults of single fields. `contradictionsOf` checks fields against each other. */
export function faultsOfProgrammeData(json: unknown): { data?: ProgrammeData; faults: Contradiction[] } {
  const parsed = ProgrammeDataSchema.safeParse(json);
  if (parsed.success) return { data: parsed.data, faults: [] };
  return { faults: parsed.error.issues.map((issue) => ({ path: issue.path.map(String), ...wordsOf(issue) })) };
}

function wordsOf(issue: z.core.$ZodIssue): { zh: string; en: string } {
  const zh = inChinese.get(issue.message);
  if (zh) return { zh, en: issue.message };
  if (issue.code === 'too_small') {
    return issue.origin === 'number'
      ? { zh: '应大于 0', en: 'has to be greater than 0' }
      : { zh: '不能为空', en: 'must not be empty' };
  }
  return { zh: '填写内容不符合要求', en: 'is not what this field takes' };
}

/** Reads a programme from parsed JSON; throws with all faults. */
export function readProgrammeData(json: unknown): ProgrammeData {
  const parsed = ProgrammeDataSchema.safeParse(json);
  if (!parsed.success) throw new Error(`The programme’s data is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The programme of 闽科资函〔2025〕81号. */
export const fujian2025 = readProgrammeData(fj2025);
