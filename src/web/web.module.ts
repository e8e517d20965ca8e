import { defineModule, type Platform } from '../module.js';
import { pageRoutes } from './routes/page-routes.js';

export const webModule = defineModule({
  name: 'web',
  serve: servePage,
});

function servePage({ app, config }: Platform): void {
  pageRoutes(app, config);
}
