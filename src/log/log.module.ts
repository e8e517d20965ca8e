import { defineModule } from '../module.js';
import { FeedChange, FeedProgress, LogCheckpoint, LogLeaf, LogNode, LogRelease } from './publication-log.js';
import { RecipientHistoryResolver } from './recipient-history.resolver.js';
import { RecipientProofResolver } from './recipient-proof.resolver.js';

export const logModule = defineModule({
  name: 'log',
  entities: [LogRelease, LogLeaf, LogNode, LogCheckpoint, FeedChange, FeedProgress],
  resolvers: [RecipientProofResolver, RecipientHistoryResolver],
});
