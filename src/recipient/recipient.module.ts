import { defineModule, type Platform } from '../module.js';
import { AnswersFromMemory } from './answers/answer-from-memory.js';
import { PublicationWatch } from './answers/publication-watch.js';
import { RecipientLists } from './recipient-lists.js';
import { everybody } from '../access/role.js';
import { Recipient } from './recipient.js';
import { recipientById } from './recipient.loader.js';
import { RecipientState } from './recipient-state.js';
import { ReleaseInstitution } from './recipient-statistics.js';

export const recipientModule = defineModule({
  name: 'recipient',
  costs: {
    'Query.recipientStatistics': 2_500,
    'Query.recipientFacets': 1_000,
  },
  bounds: {
    'RecipientFilter.name': { maxLength: 100 },
    'RecipientFilter.statuses': { maxItems: 7 },
  },
  entities: [Recipient, ReleaseInstitution, RecipientState],
  nodes: { Recipient: { roles: everybody, load: recipientById } },
  serve: serveLists,
});

function serveLists({ app, database, listener, schema, clock, budget, operations, log }: Platform): void {
  const watch = new PublicationWatch(listener);
  const lists = new RecipientLists(database.em, (error) => log.error({ err: error }, 'Reading a list failed'));
  new AnswersFromMemory({ schema, watch, lists, clock, budget, operations }).serve(app);
}
