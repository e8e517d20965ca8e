import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { FindingFault, Verdict } from './finding/spot-check-finding.js';

const verdict = shape.oneOf(Verdict, '抽核结论: what the papers show');
const faults = z.array(z.enum(FindingFault)).describe('不合格情形: what is wrong');

export const inspectionEvents = defineEvents(
  {
    SPOT_CHECK_DRAWN: z
      .strictObject({
        number: shape.count('抽核批次: number of the spot check'),
        seed: shape.text('随机种子: seed of the draw'),
        algorithm: shape.text('抽样算法: how it was drawn'),
        percent: shape.decimal('抽核比例, in percent'),
        populationDigest: shape.text('digest of the policies that it was drawn from'),
        populationCount: shape.count('policies of the institution'),
        sampleCount: shape.count('drawn policies of the institution'),
      })
      .describe('抽核样本已抽取: a sample of policies was drawn.'),
    FINDING_RECORDED: z
      .strictObject({ verdict, faults })
      .describe('抽核结论已登记: somebody recorded what the papers of a policy show.'),
    FINDING_CONFIRMED: z
      .strictObject({ verdict, faults })
      .describe('抽核结论已复核: another person confirmed a finding.'),
    FINDING_RETURNED: z
      .strictObject({ verdict, reason: shape.text('退回理由: why it was returned') })
      .describe('抽核结论已退回: another person returned a finding, with the reason.'),
    SPOT_CHECK_FAILED: z
      .strictObject({ number: shape.count('抽核批次: number of the spot check'), faults })
      .describe('抽核不合格: a confirmed finding takes a policy out.'),
  },
  { acts: ['FINDING_RECORDED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof inspectionEvents> {}
}
