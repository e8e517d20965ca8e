import { serviceNoticeEvents } from './service-notice.events.js';
import { everybody } from '../access/role.js';
import { defineModule } from '../module.js';
import { ServiceNotice, ServiceNoticeLine } from './service-notice.js';
import { serviceNoticeById } from './service-notice.loader.js';
import { serviceNoticeStates } from './service-notice.states.js';
import { ServiceNoticeResolver } from './service-notice.resolver.js';
import { serviceNoticeWork } from './service-notice.worklist.js';

export const serviceNoticeModule = defineModule({
  name: 'service-notice',
  events: serviceNoticeEvents,
  entities: [ServiceNotice, ServiceNoticeLine],
  worklist: serviceNoticeWork,
  resolvers: [ServiceNoticeResolver],
  states: [serviceNoticeStates],
  nodes: { ServiceNotice: { roles: everybody, load: serviceNoticeById } },
});
