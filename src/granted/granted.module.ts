import { defineModule } from '../module.js';
import { GrantedThing } from './granted-thing.js';

export const grantedModule = defineModule({
  name: 'granted',
  entities: [GrantedThing],
  longLived: [
    {
      kind: 'SUBSCRIPTION',
      endedBy:
        'The socket closes with 4441 or 4440; an event stream ends with an event UNAUTHENTICATED and its reason.',
    },
    {
      kind: 'TRANSFER',
      endedBy:
        'An upload or a download (a paper, failed rows, an export) that is under way: the connection closes, and the next request is answered 401. No link to a file opens it without a token.',
    },
  ],
});
