import { defineModule } from '../module.js';
import { Role, staff } from '../access/role.js';
import { bankAccountEvents } from './bank-account.events.js';
import { BankAccount, numberPlace } from './bank-account.js';
import { bankAccountById } from './bank-account.loader.js';
import { BankAccountResolver } from './bank-account.resolver.js';

export const bankAccountModule = defineModule({
  name: 'bank-account',
  entities: [BankAccount],
  resolvers: [BankAccountResolver],
  nodes: { BankAccount: { roles: [Role.ENTERPRISE, ...staff], load: bankAccountById } },
  events: bankAccountEvents,
  sealedColumns: [{ table: 'bank_account', column: 'sealed_number', place: numberPlace }],
});
