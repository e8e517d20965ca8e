import { noticeEvents } from './notice.events.js';
import { defineModule } from '../module.js';
import { everybody } from '../access/role.js';
import { closeDueNotices } from './notice.jobs.js';
import { NoticePublishedResolver } from './notice-published.resolver.js';
import { EligibleCountResolver, NoticeEligibleResolver } from './eligible-count.resolver.js';
import { NoticeRelease, PublicityNotice } from './notice.js';
import { noticeById } from './notice.loader.js';
import { noticeStates } from './notice.states.js';
import { NoticeListsResolver, ProgrammeNoticesResolver } from './lists/notice-lists.resolver.js';
import { PublicityResolver } from './notice.resolver.js';
import { RecipientResolver } from './lists/recipient.resolver.js';

export const noticeModule = defineModule({
  name: 'notice',
  events: noticeEvents,
  entities: [PublicityNotice, NoticeRelease],
  resolvers: [
    PublicityResolver,
    NoticeListsResolver,
    ProgrammeNoticesResolver,
    NoticeEligibleResolver,
    EligibleCountResolver,
    RecipientResolver,
    NoticePublishedResolver,
  ],
  states: [noticeStates],
  costs: { 'PublicityNotice.statistics': 2_500, 'PublicityNotice.facets': 1_000 },
  nodes: { PublicityNotice: { roles: everybody, load: noticeById } },
  jobs: [closeDueNotices],
});
