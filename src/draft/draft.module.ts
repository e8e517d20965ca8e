import { everybody } from '../access/role.js';
import { defineModule, type Platform } from '../module.js';
import { openDocumentStore } from '../paper/store/document-store.js';
import { draftEvents } from './draft.events.js';
import { DraftFieldsResolver } from './comparison/draft-fields.resolver.js';
import { Draft } from './draft.js';
import { draftById, programmeAttachmentById } from './draft.loader.js';
import { DraftResolver } from './draft.resolver.js';
import { draftStates } from './draft.states.js';
import { IssuedNoticeResolver, NoticeAttachmentResolver } from './issued-notice.resolver.js';
import { ProgrammeAttachment } from './attachment/programme-attachment.js';
import { programmeAttachmentRoutes } from './attachment/programme-attachment.routes.js';
import { putDraftsInForce } from './draft.jobs.js';
import { draftWork } from './worklist/draft.worklist.js';

export const draftModule = defineModule({
  name: 'draft',
  entities: [Draft, ProgrammeAttachment],
  worklist: draftWork,
  resolvers: [DraftResolver, DraftFieldsResolver, IssuedNoticeResolver, NoticeAttachmentResolver],
  nodes: {
    Draft: { roles: everybody, load: draftById },
    ProgrammeAttachment: { roles: everybody, load: programmeAttachmentById },
  },
  bounds: {
    'DraftCalendarInput.holidays': { maxItems: 366 },
    'DraftCalendarInput.makeUpDays': { maxItems: 366 },
    'IssuedNoticeInput.text': { maxLength: 100_000 },
    'IssuedNoticeInput.attachments': { maxItems: 20 },
  },
  events: draftEvents,
  states: [draftStates],
  jobs: [putDraftsInForce],
  serve: serveAttachments,
});

function serveAttachments({ app, config, contexts }: Platform): void {
  programmeAttachmentRoutes(app, contexts, openDocumentStore(config));
}
