import { defineLoader } from '../kernel/loader.js';
import { FrontEnd } from './front-end.js';
import { MachineCredential } from './machine-credential.js';

export const machineCredentialById = defineLoader(
  'machine credential by id',
  (em, ids) => em.find(MachineCredential, { id: { $in: [...ids] } }),
  (credential) => credential.id,
);

export const frontEndById = defineLoader(
  'front-end by id',
  (em, ids) => em.find(FrontEnd, { id: { $in: [...ids] } }),
  (frontEnd) => frontEnd.id,
);
