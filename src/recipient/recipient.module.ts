import { defineModule, type Platform } from '../module.js';
import { AnswersFromMemory } from './answers/answer-from-memory.js';
import { PublicationWatch } from './answers/publication-watch.js';
import { KeptReleases } from './memory/kept-releases.js';
import { KeptStates } from './memory/kept-states.js';
import { PublishedLists } from './memory/published-lists.js';
import { RecipientLists } from './memory/recipient-lists.js';
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

function serveLists({ app, database, listener, schema, clock, budget, operations, services, log }: Platform): void {
  const { em } = database;
  const failed = (error: unknown) => log.error({ err: error }, 'Reading a list failed');
  const watch = new PublicationWatch(listener);
  const releases = new KeptReleases(em, failed);
  services.publishedLists = new PublishedLists(releases, new KeptStates(em, listener, failed));
  const lists = new RecipientLists(em, releases, failed);
  new AnswersFromMemory({ schema, watch, lists, clock, budget, operations }).serve(app);
}
