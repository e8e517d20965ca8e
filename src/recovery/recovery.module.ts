import { recoveryEvents } from './recovery.events.js';
import { defineModule } from '../module.js';
import { everybody } from '../access/role.js';
import { recoveryById } from './recovery.loader.js';
import { Recovery, Repayment } from './recovery.js';
import { recoveryStates } from './recovery.states.js';
import { ClaimRecoveryResolver, RecipientRecoveryResolver, RecoveryResolver } from './recovery.resolver.js';
import { recoveryWork } from './recovery.worklist.js';

export const recoveryModule = defineModule({
  name: 'recovery',
  events: recoveryEvents,
  entities: [Recovery, Repayment],
  worklist: recoveryWork,
  resolvers: [ClaimRecoveryResolver, RecoveryResolver, RecipientRecoveryResolver],
  states: [recoveryStates],
  nodes: { Recovery: { roles: everybody, load: recoveryById } },
});
