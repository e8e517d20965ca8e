import { followProposalsAndNotices } from './claim/claim-reactions.js';

let connected = false;

/** How later nouns follow the events of earlier ones, which do not know them: each within the transaction of the event. */
export function connectNouns(): void {
  if (connected) return;
  connected = true;
  followProposalsAndNotices();
}
