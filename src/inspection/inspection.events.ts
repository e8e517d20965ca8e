import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { FindingFault, Verdict } from './spot-check-item.js';

const verdict = shape.oneOf(Verdict, '抽核结论');
const faults = z.array(z.enum(FindingFault)).describe('不合格情形');

export const inspectionEvents = defineEvents({
  SPOT_CHECK_DRAWN: z.strictObject({
    number: shape.count('抽核批次'),
    seed: shape.text('随机种子'),
    algorithm: shape.text('抽样算法'),
    percent: shape.decimal('抽核比例, in percent'),
    populationDigest: shape.text('digest of the policies that it was drawn from'),
    populationCount: shape.count('policies of the institution'),
    sampleCount: shape.count('drawn policies of the institution'),
  }),
  FINDING_RECORDED: z.strictObject({ verdict, faults }),
  FINDING_CONFIRMED: z.strictObject({ verdict, faults }),
  FINDING_RETURNED: z.strictObject({ verdict, reason: shape.text('退回理由') }),
  SPOT_CHECK_FAILED: z.strictObject({ number: shape.count('抽核批次'), faults }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof inspectionEvents> {}
}
