import { columnsOf } from '../database/schema/columns.js';
import { linesOfClaim, batchById, filesOfBatch } from './payment.loader.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { ofProgramme } from '../programme/find-programme.js';
import { keyOf } from '../kernel/values/global-id.js';
import { badInput } from '../kernel/lists/cursor.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../access/access.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { Claim } from '../claim/claim.js';
import { claimById } from '../claim/claim.loader.js';
import { acceptPayees } from './payees/accept-payees.js';
import { orderPayment } from './order-payment.js';
import { BatchStatus, PaymentBatch } from './payment-batch.js';
import { PaymentFile } from './release/payment-file.js';
import { PaymentLine, PaymentStatus } from './payment-line.js';
import {
  AcceptPayeesInput,
  OrderPaymentInput,
  PaymentBatchFilter,
  PaymentBatchPayload,
  PaymentLineFilter,
  PaymentResultsPayload,
  RecordPaymentResultsInput,
  ReleasePaymentInput,
  ReturnPaymentInput,
} from './payment.inputs.js';
import { recordPaymentResults } from './results/record-payment-results.js';
import { readPaymentVersion } from './payments.sql.js';
import { releasePayment } from './release/release-payment.js';
import { returnPayment } from './results/return-payment.js';

const BatchConnection = withSums(connectionOf(PaymentBatch), {
  column: 'status',
  enumeration: BatchStatus,
  access: Access(...staff),
  amounts: {
    totalAmount: { column: 'total_amount', description: '总额: sum of all their lines, in yuan.' },
    openAmount: { column: 'open_amount', description: '待反馈金额: sum of the lines without a result, in yuan.' },
    paidAmount: { column: 'paid_amount', description: '成功金额: sum of the lines that were paid, in yuan.' },
    failedAmount: { column: 'failed_amount', description: '失败金额: sum of the lines that failed, in yuan.' },
  },
});
const orders = defineTimeOrders('PaymentBatch', 'ordered_at');
const LineConnection = withSums(connectionOf(PaymentLine), {
  column: 'status',
  enumeration: PaymentStatus,
  access: Access(Role.ENTERPRISE, ...staff),
  amounts: { amount: { column: 'amount', description: '金额: sum of their amounts, in yuan.' } },
});

const mostInline = 100;

const batchColumns = columnsOf(PaymentBatch);

const blocking = sql`status = 'OPEN' and accepted_at is null and (hold is not null or payee_check = 'PENDING')`;

@Resolver(() => PaymentBatch)
export class PaymentResolver {
  @Access(...staff)
  @Query(() => BatchConnection, { description: '资金拨付批次: list of the payment batches.' })
  async paymentBatches(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PaymentBatchFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PaymentBatchFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<PaymentBatch>> {
    const where = [...ofProgramme(filter.programme), ...(filter.status ? [sql`status = ${filter.status}`] : [])];
    return readPage(
      await context.db.read(),
      BatchConnection,
      { select: batchColumns, from: sql`payment_batch`, where },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.SCIENCE)
  @FourEyes('approveProposal')
  @Mutation(() => PaymentBatchPayload, { description: '下达拨付: puts claimed subsidies into a batch (§3 six).' })
  orderPayment(
    @Ctx() context: Context,
    @Arg('input', () => OrderPaymentInput, { description: 'The programme or the claims that are paid.' })
    input: OrderPaymentInput,
  ): Promise<PaymentBatchPayload> {
    return payloadOf(PaymentBatchPayload, context.language, async () => {
      const claimIds = input.claimIds?.map((id) => keyOf('Claim', id)) ?? null;
      return { batch: await batchById(context, await orderPayment(context, { ...input, claimIds })) };
    });
  }

  @Access(Role.FINANCE)
  @Mutation(() => PaymentBatchPayload, {
    description:
      '确认账户: lets lines continue that a check of the account holds, or that the payee check has not answered, with a reason. Another person releases the batch.',
  })
  acceptPayees(
    @Ctx() context: Context,
    @Arg('input', () => AcceptPayeesInput, { description: 'Which, and why.' }) input: AcceptPayeesInput,
  ): Promise<PaymentBatchPayload> {
    return payloadOf(PaymentBatchPayload, context.language, async () => {
      const id = await acceptPayees(context, { ...input, batchId: keyOf('PaymentBatch', input.batchId) });
      return { batch: await batchById(context, id) };
    });
  }

  @Access(Role.FINANCE)
  @FourEyes('orderPayment', 'acceptPayees')
  @Mutation(() => PaymentBatchPayload, {
    description:
      '放行拨付: releases a batch, not by who ordered it, and makes its files for the treasury: `GET /payment-batches/{id}/file.xlsx` and `.csv`, or the one that the layout in force says.',
  })
  releasePayment(
    @Ctx() context: Context,
    @Arg('input', () => ReleasePaymentInput, { description: 'The batch to release.' }) input: ReleasePaymentInput,
  ): Promise<PaymentBatchPayload> {
    return payloadOf(PaymentBatchPayload, context.language, async () => {
      const id = await releasePayment(context, { ...input, batchId: keyOf('PaymentBatch', input.batchId) });
      return { batch: await batchById(context, id) };
    });
  }

  @Access(Role.FINANCE)
  @OnePerson('No money moves by it: what is returned is ordered and released again, by two persons.')
  @Mutation(() => PaymentBatchPayload, {
    description:
      '退回拨付: returns a batch or single lines with a reason, before anything was sent: from an ordered batch any line, a released one whole while its file was not downloaded.',
  })
  returnPayment(
    @Ctx() context: Context,
    @Arg('input', () => ReturnPaymentInput, { description: 'What and why.' }) input: ReturnPaymentInput,
  ): Promise<PaymentBatchPayload> {
    return payloadOf(PaymentBatchPayload, context.language, async () => {
      const id = await returnPayment(context, { ...input, batchId: keyOf('PaymentBatch', input.batchId) });
      return { batch: await batchById(context, id) };
    });
  }

  @Access(Role.FINANCE)
  @OnePerson(
    'It copies the answer of the bank, whose reference and amount have to be those of the batch; what contradicts is refused.',
  )
  @Mutation(() => PaymentResultsPayload, {
    description:
      '登记拨付结果: what the bank answered, line by line. The same again changes nothing; what contradicts is refused.',
  })
  recordPaymentResults(
    @Ctx() context: Context,
    @Arg('input', () => RecordPaymentResultsInput, { description: 'The results to record.' })
    input: RecordPaymentResultsInput,
  ): Promise<PaymentResultsPayload> {
    const { length } = input.results;
    if (length > mostInline) throw badInput(`\`results\` has at most ${mostInline}; found ${length}. Send a file`);
    return payloadOf(PaymentResultsPayload, context.language, async () => {
      const batchId = keyOf('PaymentBatch', input.batchId);
      const { batchId: id, ...recorded } = await recordPaymentResults(context, { ...input, batchId });
      return { ...recorded, batch: await batchById(context, id) };
    });
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() batch: PaymentBatch, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, batch.programmeId);
  }

  @FieldResolver(() => LineConnection, { description: '拨付明细: its lines by reference.' })
  async lines(
    @Root() batch: PaymentBatch,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PaymentLineFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { status, blocksRelease }: PaymentLineFilter = {},
  ): Promise<Connection<PaymentLine>> {
    const select = columnsOf(PaymentLine);
    const where = [sql`batch_id = ${batch.id}::uuid`, ...(status ? [sql`status = ${status}`] : [])];
    if (blocksRelease !== undefined) where.push(sql`(${blocking}) = ${blocksRelease}`);
    const order = { name: 'REFERENCE', keys: [{ sql: sql`reference`, type: 'text' as const }] };
    return readPage(await context.db.read(), LineConnection, { select, from: sql`payment_line`, where }, order, page);
  }

  @Access(Role.FINANCE)
  @FieldResolver(() => [PaymentFile], { nullable: true, description: '拨付文件: what the treasury was given.' })
  files(@Root() batch: PaymentBatch, @Ctx() context: Context): Promise<PaymentFile[]> {
    return filesOfBatch(context, batch.id);
  }
}

@Resolver(() => PaymentLine)
export class PaymentLineResolver {
  @ReadsByKey(() => Claim, 'claimId')
  @FieldResolver(() => Claim, { nullable: true, description: '企业补贴: the claim that it pays.' })
  claim(@Root() line: PaymentLine, @Ctx() context: Context): Promise<Claim | null> {
    return claimById(context, line.claimId);
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: whose payment it is.' })
  enterprise(@Root() line: PaymentLine, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, line.enterpriseId);
  }
}

@Resolver(() => Programme)
export class ProgrammePaymentsResolver {
  @Access(...staff)
  @FieldResolver(() => Int, {
    description:
      'Rises with each change of a payment batch of the programme; `orderPayment` names the one it saw. 0 before the first batch.',
  })
  async paymentVersion(@Root() programme: Programme, @Ctx() context: Context): Promise<number> {
    return readPaymentVersion(await context.db.read(), programme.id);
  }
}

@Resolver(() => Claim)
export class ClaimPaymentsResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [PaymentLine], { description: '拨付明细: every attempt to pay it, the first one first.' })
  payments(@Root() claim: Claim, @Ctx() context: Context): Promise<PaymentLine[]> {
    return linesOfClaim(context, claim.id);
  }
}
