import { defineModule } from '../module.js';
import { ClientSpending } from './client-spending.js';
import { SpendingExchange } from './exchange-spending.js';

export const spendingModule = defineModule({
  name: 'spending',
  entities: [ClientSpending],
  serve: ({ budget, contexts, log }) => new SpendingExchange(budget, () => contexts.ofSystem(), log),
});
