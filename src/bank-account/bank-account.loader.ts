import { defineLoader } from '../kernel/loader.js';
import { BankAccount } from './bank-account.js';
import { EnterpriseBinding } from '../binding/enterprise-binding.js';

export const bankAccountById = defineLoader(
  'bank account by id',
  (em, ids) => em.find(BankAccount, { id: { $in: [...ids] }, removedAt: null }),
  (account) => account.id,
);

export const bindingById = defineLoader(
  'enterprise binding by id',
  (em, ids) => em.find(EnterpriseBinding, { id: { $in: [...ids] } }),
  (binding) => binding.id,
);
