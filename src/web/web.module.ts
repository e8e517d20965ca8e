import { defineModule, type Platform, type Service } from '../module.js';
import { pageDocuments } from './page-document.js';
import { pageRoutes } from './routes/page-routes.js';
import { challengeMutation, codeMutation } from './sign-in-documents.js';

export const webModule = defineModule({
  name: 'web',
  documents: [...pageDocuments, challengeMutation, codeMutation],
  serve: servePage,
});

/** Serves the pages. Links use the configured address, or the one that the gateway listens on; no header changes it. */
function servePage({ app, config }: Platform): Service {
  const { publicUrl, publisher, contact, licence } = config;
  let listensOn = '';
  pageRoutes(app, () => ({ origin: publicUrl ?? listensOn, publisher, contact, licence }));
  return {
    opened: (url) => {
      listensOn = url;
    },
  };
}
