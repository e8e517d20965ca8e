import { objectionEvents } from './objection.events.js';
import { ObjectionFiledResolver } from './filing/objection-filed.resolver.js';
import { defineModule, type Platform } from '../module.js';
import { openDocumentStore } from '../paper/store/document-store.js';
import { objectionAttachmentRoutes } from './objection.routes.js';
import { Role, everybody } from '../access/role.js';
import { attachmentById, objectionById } from './objection.loader.js';
import { challengePlace } from './filing/contact-challenge.js';
import { contactPlace, namePlace } from './filing/file-objection.js';
import { ContactChallenge, Objection, ObjectionAttachment, ObjectionFiling } from './objection.js';
import { objectionStates } from './objection.states.js';
import { ObjectionFilingResolver, ObjectionResolver } from './objection.resolver.js';
import { remindObjections } from './objection.jobs.js';
import { objectionWork } from './objection.worklist.js';

export const objectionModule = defineModule({
  name: 'objection',
  events: objectionEvents,
  bounds: {
    'FileObjectionInput.statement': { maxLength: 10_000 },
  },
  entities: [Objection, ObjectionFiling, ContactChallenge, ObjectionAttachment],
  worklist: objectionWork,
  resolvers: [ObjectionFiledResolver, ObjectionResolver, ObjectionFilingResolver],
  states: [objectionStates],
  nodes: {
    Objection: { roles: everybody, load: objectionById },
    ObjectionAttachment: { roles: [Role.SCIENCE], load: attachmentById },
  },
  jobs: [remindObjections],
  sealedColumns: [
    { table: 'contact_challenge', column: 'sealed_contact', place: challengePlace },
    { table: 'objection_filing', column: 'sealed_contact', place: contactPlace },
    { table: 'objection_filing', column: 'sealed_name', place: namePlace },
  ],
  serve: serveAttachments,
});

function serveAttachments({ app, config, contexts }: Platform): void {
  objectionAttachmentRoutes(app, contexts, openDocumentStore(config));
}
