import { latestEnd } from '../longest-term.js';
import { isDay } from '../../kernel/values/dates.js';
import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import { parseYuan } from '../../kernel/values/yuan.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { refuse as refuseAny } from '../../kernel/errors/refusals.js';
import { checkCreditCode, normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { findUnwritableInLine } from '../../kernel/text/text.js';
import { refusePolicyRow as refuse } from './policy-row.refusals.js';

/** A row as an institution sent it: text or null in each field. */
export interface SentPolicyRow {
  policyNo: string | null;
  creditCode: string | null;
  enterpriseName: string | null;
  product: string | null;
  startsOn: string | null;
  endsOn: string | null;
  premium: string | null;
  invoiceNo: string | null;
  /** 共保: this insurer's share of a co-insured contract in per cent; where absent, 100. */
  share?: string | null;
  /** 共保: the number of the contract, the same for all its insurers. */
  coinsuranceNo?: string | null;
}

/** A row that passed all checks that need only the programme. */
export interface CheckedPolicyRow {
  policyNo: string;
  creditCode: string;
  enterpriseName: string;
  product: string;
  startsOn: string;
  endsOn: string;
  premiumFen: bigint;
  invoiceNo: string;
  /** In per cent, with at most four decimals. */
  share: string;
  coinsuranceNo: string | null;
  /** Identifiers as they were sent, where the stored form differs; null where none does. */
  asSent: Partial<Record<keyof SentPolicyRow, string>> | null;
}

/** The rules of the programme that rows are checked against; they are read once. */
export interface RowRules {
  policyYear: number;
  maximumTermMonths: number;
  /** Whether a policy may end on the anniversary of its first day. */
  termEndInclusive: boolean;
  products: ReadonlySet<string>;
  /** How a refusal names the products, where the sender uses other names than their codes. */
  productsToName?: string[];
}

export interface RowVerdict {
  row: CheckedPolicyRow | undefined;
  refusals: Refusal[];
  warnings: Refusal[];
}

const longest: Record<keyof SentPolicyRow, number> = {
  policyNo: 64,
  creditCode: 64,
  enterpriseName: 200,
  product: 64,
  startsOn: 32,
  endsOn: 32,
  premium: 32,
  invoiceNo: 64,
  share: 32,
  coinsuranceNo: 64,
};

/** Checks one row and returns all of its faults, so that a clerk can correct them at once. Paths begin at the row. */
export function checkPolicyRow(sent: SentPolicyRow, rules: RowRules): RowVerdict {
  const check = new RowCheck(sent, rules);
  const row: CheckedPolicyRow = {
    policyNo: check.identifier('policyNo'),
    creditCode: check.creditCode(),
    enterpriseName: check.text('enterpriseName'),
    product: check.product(),
    ...check.term(),
    premiumFen: check.premium(),
    invoiceNo: check.invoiceNo(),
    ...check.coinsurance(),
    asSent: check.asSent,
  };
  const { refusals, warnings } = check;
  return { row: refusals.length === 0 ? row : undefined, refusals, warnings };
}

class RowCheck {
  readonly refusals: Refusal[] = [];
  readonly warnings: Refusal[] = [];
  asSent: CheckedPolicyRow['asSent'] = null;
  readonly #sent: SentPolicyRow;
  readonly #rules: RowRules;

  constructor(sent: SentPolicyRow, rules: RowRules) {
    this.#sent = sent;
    this.#rules = rules;
  }

  /** Returns the trimmed text of a required field; where empty, refuses it and returns ''. */
  text(field: keyof SentPolicyRow): string {
    const found = (this.#sent[field] ?? '').trim();
    if (found === '') return this.#refuse(refuse('FIELD_MISSING', [field], { field }), '');
    const unwritable = findUnwritableInLine(found);
    if (unwritable) return this.#refuse(refuse('FIELD_UNREADABLE', [field], { field, found: unwritable }), '');
    const limit = longest[field];
    if (found.length > limit) {
      return this.#refuse(refuse('FIELD_TOO_LONG', [field], { field, found: found.length, limit }), '');
    }
    return found;
  }

  /** Returns an identifier in its canonical form; keeps the sent form where it differs. */
  identifier(field: keyof SentPolicyRow, formOf = canonicalIdentifier): string {
    const found = this.text(field);
    const canonical = formOf(found);
    if (found !== '' && canonical === '') return this.#refuse(refuse('FIELD_MISSING', [field], { field }), '');
    if (canonical !== found) this.asSent = { ...this.asSent, [field]: found };
    return canonical;
  }

  creditCode(): string {
    const code = this.identifier('creditCode', normaliseCreditCode);
    if (code === '') return code;
    const verdict = checkCreditCode(code);
    if (verdict === 'INVALID') this.refusals.push(refuseAny('CREDIT_CODE_INVALID', ['creditCode'], { found: code }));
    if (verdict === 'EARLY') this.warnings.push(refuse('CREDIT_CODE_EARLY', ['creditCode'], { found: code }));
    return code;
  }

  product(): string {
    const found = this.text('product');
    if (found !== '' && !this.#rules.products.has(found)) {
      const known = this.#rules.productsToName ?? [...this.#rules.products];
      this.refusals.push(refuse('PRODUCT_UNKNOWN', ['product'], { found, known }));
    }
    return found;
  }

  term(): { startsOn: string; endsOn: string } {
    const startsOn = this.#day('startsOn');
    const endsOn = this.#day('endsOn');
    if (startsOn !== '') this.#checkYear(startsOn);
    if (startsOn !== '' && endsOn !== '') this.#checkTerm(startsOn, endsOn);
    return { startsOn, endsOn };
  }

  premium(): bigint {
    const found = this.text('premium');
    if (found === '') return 0n;
    const fen = parseYuan(found);
    if (fen === undefined) return this.#refuse(refuse('PREMIUM_INVALID', ['premium'], { found }), 0n);
    if (fen === 0n) this.refusals.push(refuse('PREMIUM_NOT_POSITIVE', ['premium']));
    return fen;
  }

  /** Fully digital invoices have 20 digits; older ones have a code of 10 or 12 digits and a number of 8 digits. */
  invoiceNo(): string {
    const found = this.identifier('invoiceNo');
    const digits = found.replaceAll('-', '');
    if (found !== '' && !/^(\d{18}|\d{20})$/.test(digits)) {
      this.refusals.push(refuse('INVOICE_NO_INVALID', ['invoiceNo'], { found }));
    }
    return digits;
  }

  /** A share below 100 needs the contract number, so that the shares of all insurers can be summed. */
  coinsurance(): { share: string; coinsuranceNo: string | null } {
    const whole = { share: '100', coinsuranceNo: null };
    const given = (this.#sent.share ?? '').trim();
    const contract = (this.#sent.coinsuranceNo ?? '').trim() === '' ? null : this.identifier('coinsuranceNo');
    if (given === '') return { ...whole, coinsuranceNo: contract };
    const found = this.text('share');
    const percent = /^(\d{1,3})(?:\.\d{1,4})?$/.test(found) ? Number(found) : 0;
    // 0.6 may mean 60 % or 0.6 %. Nobody insures 0.6 %, so the sender is asked to correct it.
    if (percent < 1 || percent > 100) return this.#refuse(refuse('SHARE_INVALID', ['share'], { found }), whole);
    if (percent < 100 && contract === null) {
      return this.#refuse(refuse('COINSURANCE_NO_MISSING', ['coinsuranceNo'], { found }), whole);
    }
    return { share: found, coinsuranceNo: contract };
  }

  #day(field: 'startsOn' | 'endsOn'): string {
    const found = this.text(field);
    if (found === '' || isDay(found)) return found;
    return this.#refuse(refuse('DATE_INVALID', [field], { field, found }), '');
  }

  #checkYear(startsOn: string): void {
    const needed = this.#rules.policyYear;
    if (Number(startsOn.slice(0, 4)) !== needed) {
      this.refusals.push(refuse('POLICY_YEAR_MISMATCH', ['startsOn'], { found: startsOn, needed }));
    }
  }

  #checkTerm(startsOn: string, endsOn: string): void {
    if (endsOn < startsOn) {
      this.refusals.push(refuse('TERM_ENDS_BEFORE_START', ['endsOn'], { startsOn, found: endsOn }));
      return;
    }
    const months = this.#rules.maximumTermMonths;
    const latest = latestEnd(startsOn, this.#rules);
    if (endsOn > latest) {
      this.refusals.push(refuse('TERM_TOO_LONG', ['endsOn'], { found: endsOn, months, latest }));
    }
  }

  #refuse<T>(refusal: Refusal, instead: T): T {
    this.refusals.push(refusal);
    return instead;
  }
}
