import { claimEvents } from './claim.events.js';
import { defineModule } from '../module.js';
import { Role, staff } from '../access/role.js';
import { ClaimApplication, StatementOfTruth, applicationNumberPlace } from './claiming/claim-application.js';
import { ClaimCorrection } from './corrections/claim-correction.js';
import { ClaimExplanationResolver } from './claim-explanation.resolver.js';
import { ClaimHoldResolver } from './claiming/claim-hold.resolver.js';
import { ClaimStatusChangedResolver } from './claim-status-changed.resolver.js';
import { Claim } from './claim.js';
import { claimStates } from './claim.states.js';
import { claimReactions } from './corrections/claim-reactions.js';
import { claimById } from './claim.loader.js';
import { ClaimResolver } from './claim.resolver.js';
import { ClaimingResolver } from './claiming/claiming.resolver.js';
import { EnterpriseClaimsResolver } from './lists/enterprise-claims.resolver.js';
import { forfeitClaims, remindClaims } from './claim.jobs.js';
import { reactToReports } from '../message/record-reports.js';
import { notifyByOtherContacts } from './notification/notify-by-other-contacts.js';
import { noteNotified } from './notification/notified-claims.sql.js';
import { TextMessagesResolver } from './notification/text-messages.resolver.js';
import { claimWork } from './claim.worklist.js';

export const claimModule = defineModule({
  name: 'claim',
  // A million rows are counted from an index alone.
  costs: { 'ClaimConnection.sumsByStatus': 2_000 },
  events: claimEvents,
  entities: [Claim, StatementOfTruth, ClaimApplication, ClaimCorrection],
  worklist: claimWork,
  resolvers: [
    ClaimExplanationResolver,
    ClaimResolver,
    EnterpriseClaimsResolver,
    ClaimStatusChangedResolver,
    ClaimingResolver,
    TextMessagesResolver,
    ClaimHoldResolver,
  ],
  nodes: { Claim: { roles: [Role.ENTERPRISE, ...staff], load: claimById } },
  reactions: claimReactions,
  states: [claimStates],
  jobs: [remindClaims, forfeitClaims],
  serve: () => {
    reactToReports(noteNotified);
    reactToReports(notifyByOtherContacts);
  },
  sealedColumns: [{ table: 'claim_application', column: 'sealed_number', place: applicationNumberPlace }],
});
