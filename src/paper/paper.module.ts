import { defineModule, type Platform, type Service } from '../module.js';
import { UploadFolder } from '../upload/upload-folder.js';
import { paperEvents } from './paper.events.js';
import { openDocumentStore } from './store/document-store.js';
import { documentDownloadRoute, documentUploadRoute, missingPapersRoute } from './paper.routes.js';
import { Role, staff } from '../access/role.js';
import { PaperResolver, PolicyDocumentResolver } from './paper.resolver.js';
import { PolicyDocument, UploadedDocument } from './policy-document.js';
import { requirePapers } from './require-papers.js';
import { uploadedDocumentById } from './paper.loader.js';

export const paperModule = defineModule({
  name: 'paper',
  entities: [UploadedDocument, PolicyDocument],
  resolvers: [PaperResolver, PolicyDocumentResolver],
  nodes: { UploadedDocument: { roles: [Role.INSURER, ...staff], load: uploadedDocumentById } },
  events: paperEvents,
  serve: servePapers,
});

function servePapers({ app, config, contexts, spool }: Platform): Service {
  const store = openDocumentStore(config);
  documentUploadRoute(app, store, new UploadFolder(config.dataFolder));
  documentDownloadRoute(app, contexts, store);
  missingPapersRoute(app, spool);
  const place = config.s3 ? `the bucket ${config.s3.bucket}` : config.dataFolder;
  // The papers of the sandbox were never uploaded.
  return {
    start: async () => {
      if (config.production) await requirePapers(contexts.ofSystem(), store, place);
    },
  };
}
