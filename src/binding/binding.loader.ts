import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { EnterpriseBinding } from './enterprise-binding.js';

export const bindingById = defineLoader(
  'enterprise binding by id',
  (em, ids) => findByKeys(em, EnterpriseBinding, 'id', ids),
  (binding) => binding.id,
);
