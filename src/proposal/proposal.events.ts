import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const revision = shape.count('方案版本: revision of the proposal');
const grantedTotal = shape.money('拟补贴总额');

export const proposalEvents = defineEvents({
  PROPOSAL_COMPUTED: z.strictObject({
    revision,
    grantedTotal,
    inputDigest: shape.text('digest of what it was computed from'),
  }),
  PROPOSAL_SUBMITTED: z.strictObject({}),
  OPINION_GIVEN: z.strictObject({
    agrees: z.boolean().describe('whether the regulator agrees'),
    opinion: shape.text('监管意见: the opinion in words'),
    papers: z.array(z.string()).describe('SHA-256 of each paper'),
  }),
  PROPOSAL_APPROVED: z.strictObject({ revision, grantedTotal }),
  PROPOSAL_RETURNED: z.strictObject({ reason: shape.text('退回理由: why it was returned') }),
  PROPOSAL_REMINDED: z.strictObject({
    revision,
    waitsFor: shape.text('the step that it waits for'),
    since: shape.instant('when the step began'),
    workingDaysAllowed: shape.count('working days that the programme allows'),
  }),
  COMPUTATION_CANCELLED: z.strictObject({}),
  POLICY_ADMITTED: z.strictObject({ reason: shape.text('准予计入的理由: why it counts') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof proposalEvents> {}
}
