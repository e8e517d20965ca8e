import { defineModule, type Platform } from '../module.js';
import { pageDocuments } from './page-document.js';
import { pageRoutes } from './routes/page-routes.js';
import { challengeMutation, codeMutation } from './sign-in-documents.js';

export const webModule = defineModule({
  name: 'web',
  documents: [...pageDocuments, challengeMutation, codeMutation],
  serve: servePage,
});

function servePage({ app, config }: Platform): void {
  pageRoutes(app, config);
}
