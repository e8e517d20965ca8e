import { defineModule } from '../module.js';
import { Assessment } from './assessment.js';
import { LeftOutPolicy } from './left-out-policy.js';
import { AssessmentLineResolver, AssessmentResolver, LeftOutPolicyResolver } from './assessment.resolver.js';
import { CheckEligibilityResolver } from './eligibility/check-eligibility.resolver.js';
import { CountedRegistrationResolver } from './eligibility/counted-registration.resolver.js';
import { ExplanationResolver, WhyNotResolver } from './explanation/explanation.resolver.js';
import { SimulateProposalResolver } from './simulation/simulate-proposal.resolver.js';

export const assessmentModule = defineModule({
  name: 'assessment',
  costs: {
    'Query.simulateProposal': 10_000,
    'Query.checkEligibility': 300,
    'Claim.explanation': 12,
  },
  entities: [Assessment, LeftOutPolicy],
  resolvers: [
    AssessmentResolver,
    AssessmentLineResolver,
    LeftOutPolicyResolver,
    CheckEligibilityResolver,
    SimulateProposalResolver,
    ExplanationResolver,
    CountedRegistrationResolver,
    WhyNotResolver,
  ],
});
