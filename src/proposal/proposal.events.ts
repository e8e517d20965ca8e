import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const revision = shape.count('方案版本: revision of the proposal');
const grantedTotal = shape.money('拟补贴总额');

export const proposalEvents = defineEvents(
  {
    PROPOSAL_COMPUTED: z
      .strictObject({
        revision,
        grantedTotal,
        inputDigest: shape.text('digest of what it was computed from'),
      })
      .describe('建议方案已测算: a revision of the proposal was computed.'),
    PROPOSAL_SUBMITTED: z.strictObject({}).describe('建议方案已提交: the proposal was submitted for review.'),
    OPINION_GIVEN: z
      .strictObject({
        agrees: z.boolean().describe('whether the regulator agrees'),
        opinion: shape.text('监管意见: the opinion in words'),
        papers: z.array(z.string()).describe('SHA-256 of each paper'),
      })
      .describe('监管意见已反馈: the regulator gave its opinion.'),
    PROPOSAL_APPROVED: z
      .strictObject({ revision, grantedTotal })
      .describe('建议方案已审定: the proposal was approved.'),
    PROPOSAL_RETURNED: z
      .strictObject({ reason: shape.text('退回理由: why it was returned') })
      .describe('建议方案已退回: the proposal was returned with reasons.'),
    PROPOSAL_REMINDED: z
      .strictObject({
        revision,
        waitsFor: shape.text('the step that it waits for'),
        since: shape.instant('when the step began'),
        workingDaysAllowed: shape.count('working days that the programme allows'),
      })
      .describe('审核催办: a step of the review waits longer than the programme allows.'),
    COMPUTATION_CANCELLED: z.strictObject({}).describe('测算已取消: a computation was called off.'),
    POLICY_ADMITTED: z
      .strictObject({ reason: shape.text('准予计入的理由: why it counts') })
      .describe('保单准予计入: a policy that was left for review counts.'),
  },
  { acts: ['PROPOSAL_APPROVED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof proposalEvents> {}
}
