import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../common/refusal.js';
import type { Context } from '../identity/context.js';
import { refusePayment } from './payment.refusals.js';

/** What the account number of an application is sealed for. */
export const applicationNumberPlace = 'claim_application.number';

/** An account as a claim takes it over: a later change of the account does not change what was ordered. */
export interface PayeeAccount {
  holder: string;
  bankName: string;
  bankCode: string;
  number: string;
  lastFour: string;
}

/** The account that an enterprise chose among its own. */
export async function requirePayeeAccount(
  _em: EntityManager,
  _context: Context,
  _enterpriseId: string,
  _id: string | undefined,
): Promise<PayeeAccount> {
  throw new Refused(refusePayment('BANK_ACCOUNT_UNKNOWN', ['bankAccountId']));
}
