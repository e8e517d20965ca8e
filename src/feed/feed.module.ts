import { defineModule, type Platform, type Service } from '../module.js';
import { NoticeFilesResolver } from './notice-files.resolver.js';
import { openFeed } from './open-feed.js';

export const feedModule = defineModule({
  name: 'feed',
  resolvers: [NoticeFilesResolver],
  serve: serveFeed,
});

function serveFeed({ app, config, database, clock, events, budget }: Platform): Service {
  return openFeed(app, config, database, clock, events, budget);
}
