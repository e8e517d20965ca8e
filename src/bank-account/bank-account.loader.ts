import { defineLoader } from '../kernel/loader.js';
import { BankAccount } from './bank-account.js';

export const bankAccountById = defineLoader(
  'bank account by id',
  (em, ids) => em.find(BankAccount, { id: { $in: [...ids] }, removedAt: null }),
  (account) => account.id,
);
