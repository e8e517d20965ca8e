import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { BatchStatus } from './payment-batch.js';

const number = shape.count('批次号: number of the batch');
const status = shape.oneOf(BatchStatus, '状态: after the step');

export const paymentEvents = defineEvents(
  {
    PAYMENT_ORDERED: z
      .strictObject({
        number,
        lineCount: shape.count('claims of the batch'),
        totalAmount: shape.money('total of the batch'),
      })
      .describe('拨付已下达: claims were put into a payment batch.'),
    PAYMENT_RELEASED: z
      .strictObject({
        number,
        totalAmount: shape.money('total of the batch'),
        files: z.record(z.string(), z.string()).describe('SHA-256 of each file, by format'),
        layout: z.number().int().nullable().describe('version of the layout; null for the usual one'),
      })
      .describe('拨付已放行: a batch was released and its file was made.'),
    PAYMENT_LINE_HELD: z
      .strictObject({
        reference: shape.text('付款编号 of the line'),
        reason: shape.text('暂缓原因: why it is on hold'),
      })
      .describe('拨付明细已暂缓: a check of the account holds a line of a batch, with the reason.'),
    PAYEES_ACCEPTED: z
      .strictObject({
        number,
        references: z.array(z.string()).describe('付款编号 of the accepted lines'),
        reason: shape.text('确认理由: why they may be paid'),
      })
      .describe('账户已人工确认: FINANCE ended the hold of lines, with a reason.'),
    PAYMENT_LAYOUT_PROPOSED: z
      .strictObject({ number: shape.count('版本号: number of the layout') })
      .describe('拨付文件格式已拟定: a layout of the treasury’s file was proposed.'),
    PAYMENT_LAYOUT_APPROVED: z
      .strictObject({
        number: shape.count('版本号: number of the layout'),
        changes: z
          .array(z.strictObject({ field: z.string(), from: z.number().int().nullable(), to: z.number().int() }))
          .describe('the version in force before and now'),
      })
      .describe('拨付文件格式已启用: another person put a layout in force.'),
    PAYMENT_LAYOUT_REJECTED: z
      .strictObject({
        number: shape.count('版本号: number of the layout'),
        reason: shape.text('理由: the reason given'),
      })
      .describe('拨付文件格式未通过: a proposed layout was rejected, with the reason.'),
    PAYMENT_RETURNED: z
      .strictObject({
        number,
        status,
        to: shape.text('who has to act: DEPARTMENT or ENTERPRISE'),
        reason: shape.text('退回理由: why it was returned'),
        references: z.array(z.string()).describe('付款编号 of the returned lines'),
      })
      .describe('拨付已退回: the department of finance returned a batch or some of its lines.'),
    PAYMENT_FILE_READ: z
      .strictObject({ format: shape.text('xlsx or csv'), sha256: shape.text('digest of the file') })
      .describe('拨付文件已下载: a file with whole account numbers was handed out.'),
    PAYMENT_RESULTS_RECORDED: z
      .strictObject({
        recordedCount: shape.count('results that are new'),
        status,
        openCount: shape.count('lines without a result'),
        paidAmount: shape.money('成功金额'),
        failedAmount: shape.money('失败金额'),
      })
      .describe('拨付结果已登记: results of the bank were recorded.'),
  },
  { acts: ['PAYMENT_FILE_READ'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof paymentEvents> {}
}
