import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { findLocked } from '../database/find-locked.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { BankAccount, numberPlace } from './bank-account.js';
import { isBankCode } from './cnaps.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { newId } from '../kernel/values/new-id.js';
import { findRegisteredCompany, type FoundCompany, isNameOf } from '../register/find-registered-company.js';
import { refuseBankAccount } from './bank-account.refusals.js';

const most = 20;

export interface AddBankAccount {
  bankName: string;
  bankCode: string;
  number: string;
  holder: string;
  idempotencyKey: string;
}

/** Adds an account to the viewer's enterprise; the first one becomes the default. */
export async function addBankAccount(context: Context, input: AddBankAccount): Promise<string> {
  const { accountId, subjectId } = context.viewer as { accountId: string; subjectId: string };
  const { idempotencyKey: key, ...account } = input;
  const now = context.clock.now();
  // The stored request has a digest of the number, which reveals nothing about it; a repeated request is compared by
  // that.
  const asked = { ...account, number: context.vault.digest(account.number, numberPlace) };
  return context.db.write((em) =>
    onceFor(em, { accountId, operation: 'addBankAccount', key, input: asked, now }, async () => {
      const enterprise = await em.findOneOrFail(Enterprise, { id: subjectId });
      const registered = await findRegisteredCompany(em, enterprise.creditCode);
      requireFit(account, registered ?? { name: enterprise.name, formerNames: [] });
      return add(em, context, enterprise.id, account);
    }),
  );
}

function requireFit(
  account: Omit<AddBankAccount, 'idempotencyKey'>,
  company: Pick<FoundCompany, 'name' | 'formerNames'>,
): void {
  const { bankName, bankCode, number, holder } = account;
  const faults = [
    bankName.trim() === '' && refuse('NAME_MISSING', ['bankName']),
    !isBankCode(bankCode) && refuseBankAccount('BANK_CODE_INVALID', ['bankCode'], { found: bankCode.slice(0, 20) }),
    !/^\d{8,32}$/.test(number) && refuseBankAccount('BANK_NUMBER_INVALID', ['number']),
    !isNameOf(company, holder) &&
      refuseBankAccount('BANK_HOLDER_OTHER', ['holder'], { needed: company.name, former: company.formerNames }),
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Refused(...faults);
}

async function add(
  em: EntityManager,
  context: Context,
  enterpriseId: string,
  { bankName, bankCode, number, holder }: Omit<AddBankAccount, 'idempotencyKey'>,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${enterpriseId}, 5))`.execute(em.getKysely());
  const accounts = await em.find(BankAccount, { enterpriseId, removedAt: null });
  if (accounts.length >= most) throw new Refused(refuseBankAccount('BANK_ACCOUNTS_TOO_MANY', null, { limit: most }));
  const isKnown = accounts.some(
    (known) => known.bankCode === bankCode && context.vault.open(known.sealedNumber, numberPlace) === number,
  );
  if (isKnown) throw new Refused(refuseBankAccount('BANK_ACCOUNT_KNOWN', ['number']));
  const account = em.create(BankAccount, {
    id: newId(),
    enterpriseId,
    holder: holder.trim(),
    bankName: bankName.trim(),
    bankCode,
    sealedNumber: context.vault.seal(number, numberPlace),
    lastFour: number.slice(-4),
    isDefault: accounts.length === 0,
    addedAt: context.clock.now(),
    removedAt: null,
  });
  await em.flush();
  await recordAccountEvent(em, context, 'BANK_ACCOUNT_ADDED', account);
  return account.id;
}

/** Makes an account the default, which is offered first. */
export function makeBankAccountDefault(context: Context, id: string | undefined): Promise<string> {
  return change(context, id, 'BANK_ACCOUNT_MADE_DEFAULT', async (em, account) => {
    await em.nativeUpdate(BankAccount, { enterpriseId: account.enterpriseId, isDefault: true }, { isDefault: false });
    account.isDefault = true;
  });
}

/** Removes an account; a claim that was made with it keeps its copy. */
export function removeBankAccount(context: Context, id: string | undefined): Promise<string> {
  return change(context, id, 'BANK_ACCOUNT_REMOVED', async (_, account) => {
    account.removedAt = context.clock.now();
    account.isDefault = false;
  });
}

/** Returns the whole number to FINANCE and the enterprise; records an event. */
export async function revealBankAccount(context: Context, id: string | undefined): Promise<string> {
  return context.db.write(async (em) => {
    const account = found(id ? await em.findOne(BankAccount, { id, removedAt: null }) : null);
    await recordAccountEvent(em, context, 'BANK_ACCOUNT_REVEALED', account);
    return context.vault.open(account.sealedNumber, numberPlace);
  });
}

type AccountEvent =
  'BANK_ACCOUNT_ADDED' | 'BANK_ACCOUNT_MADE_DEFAULT' | 'BANK_ACCOUNT_REMOVED' | 'BANK_ACCOUNT_REVEALED';

function change(
  context: Context,
  id: string | undefined,
  type: AccountEvent,
  work: (em: EntityManager, account: BankAccount) => Promise<void>,
): Promise<string> {
  return context.db.write(async (em) => {
    const account = found(id ? await findLocked(em, BankAccount, { id, removedAt: null }) : null);
    await work(em, account);
    await em.flush();
    await recordAccountEvent(em, context, type, account);
    return account.id;
  });
}

function found(account: BankAccount | null): BankAccount {
  if (!account) throw new Refused(refuseBankAccount('BANK_ACCOUNT_NOT_FOUND', ['bankAccountId']));
  return account;
}

function recordAccountEvent(
  em: EntityManager,
  context: Context,
  type: AccountEvent,
  account: BankAccount,
): Promise<void> {
  const { id, enterpriseId, lastFour } = account;
  const subject = { type: 'BankAccount', id };
  return recordEvent(em, context, { type, subject, enterpriseId, data: { lastFour, role: context.viewer.role } });
}

/** The data of an enterprise's chosen account that a claim copies. */
export interface ChosenAccount {
  holder: string;
  bankName: string;
  bankCode: string;
  number: string;
  lastFour: string;
}

/** Returns an account of this enterprise with its whole number for a claim; undefined where it has no such account. */
export async function chooseBankAccount(
  em: EntityManager,
  { vault }: Context,
  enterpriseId: string,
  id: string | undefined,
): Promise<ChosenAccount | undefined> {
  const account = id ? await em.findOne(BankAccount, { id, enterpriseId, removedAt: null }) : null;
  if (!account) return undefined;
  const { holder, bankName, bankCode, lastFour } = account;
  return { holder, bankName, bankCode, lastFour, number: vault.open(account.sealedNumber, numberPlace) };
}
