import { findByKeys } from '../database/entity-rows.js';
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
  (em, ids) => findByKeys(em, EnterpriseBinding, 'id', ids),
  (binding) => binding.id,
);
