import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { FrontEnd } from './front-end.js';
import { MachineCredential } from './machine-credential.js';

export const machineCredentialById = defineLoader(
  'machine credential by id',
  (em, ids) => findByKeys(em, MachineCredential, 'id', ids),
  (credential) => credential.id,
);

export const frontEndById = defineLoader(
  'front-end by id',
  (em, ids) => findByKeys(em, FrontEnd, 'id', ids),
  (frontEnd) => frontEnd.id,
);
