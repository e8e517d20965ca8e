import { proposalEvents } from './proposal.events.js';
import { defineModule, type Platform } from '../module.js';
import { openDocumentStore } from '../paper/store/document-store.js';
import { opinionPaperRoutes } from './opinion/opinion-paper.routes.js';
import { staff } from '../access/role.js';
import { AdmitPolicyResolver } from './admission/admit-policy.resolver.js';
import { CompareProposalsResolver, ProposalChangesResolver } from './comparison/compare-proposals.resolver.js';
import { computeDueProposals, remindReviews } from './proposal.jobs.js';
import { OpinionPaper } from './opinion/opinion-paper.js';
import { PolicyAdmission } from './admission/policy-admission.js';
import { ProposalRun } from './run/proposal-run.js';
import { ProposalRunResolver } from './run/proposal-run.resolver.js';
import { opinionPaperById, proposalById } from './proposal.loader.js';
import { proposalStates, runStates } from './proposal.states.js';
import { ProgrammeProposalsResolver } from './programme-proposals.resolver.js';
import { ProposalResolver } from './proposal.resolver.js';
import { SubsidyProposal } from './subsidy-proposal.js';
import { proposalWork } from './worklist/proposal.worklist.js';

export const proposalModule = defineModule({
  name: 'proposal',
  events: proposalEvents,
  costs: {
    'Query.compareProposals': 5_000,
    'Mutation.computeProposal': 2_000,
  },
  bounds: {
    'GiveOpinionInput.opinion': { maxLength: 10_000 },
  },
  entities: [SubsidyProposal, ProposalRun, OpinionPaper, PolicyAdmission],
  worklist: proposalWork,
  resolvers: [
    ProposalResolver,
    ProgrammeProposalsResolver,
    CompareProposalsResolver,
    ProposalChangesResolver,
    ProposalRunResolver,
    AdmitPolicyResolver,
  ],
  nodes: {
    SubsidyProposal: { roles: staff, load: proposalById },
    OpinionPaper: { roles: staff, load: opinionPaperById },
  },
  states: [proposalStates, runStates],
  jobs: [computeDueProposals, remindReviews],
  serve: serveOpinionPapers,
});

function serveOpinionPapers({ app, config }: Platform): void {
  opinionPaperRoutes(app, openDocumentStore(config));
}
