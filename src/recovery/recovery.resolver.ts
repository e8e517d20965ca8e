import { columnsOf } from '../database/schema/columns.js';
import { Claim } from '../claim/claim.js';
import { recoveryById, recoveryOfClaim, recoveryOfLine, repaymentsOfRecovery } from './recovery.loader.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { ofProgramme } from '../programme/find-programme.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, everybody, staff } from '../access/role.js';
import { noticeById, releaseById } from '../notice/notice.loader.js';
import { Recipient } from '../recipient/recipient.js';
import { openRecovery } from './open-recovery.js';
import { OpenRecoveryInput, RecordRecoveryInput, RecoveryFilter, RecoveryPayload } from './recovery.inputs.js';
import { recordRepayment } from './record-repayment.js';
import { Recovery, RecoveryStatus, Repayment } from './recovery.js';
import { FourEyes } from '../account/four-eyes.js';

const RecoveryConnection = withSums(connectionOf(Recovery), {
  column: 'status',
  enumeration: RecoveryStatus,
  access: Access(...everybody),
  amounts: {
    amount: { column: 'amount', description: '应追回金额: sum of what has to come back, in yuan.' },
    repaid: { column: 'repaid', description: '已追回金额: sum of what came back, in yuan.' },
  },
});
const orders = defineTimeOrders('Recovery', 'opened_at');

const columns = columnsOf(Recovery);

@Resolver(() => Recovery)
export class RecoveryResolver {
  @Access(...everybody)
  @Query(() => RecoveryConnection, { description: '追回记录: public lines of their own, the latest first (§4).' })
  async recoveries(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => RecoveryFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: RecoveryFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Recovery>> {
    const where = [...ofProgramme(filter.programme), ...(filter.status ? [sql`status = ${filter.status}`] : [])];
    return readPage(
      await context.db.read(),
      RecoveryConnection,
      { select: columns, from: sql`recovery`, where },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.SCIENCE)
  @Mutation(() => RecoveryPayload, {
    description: '启动追回: asks for money back that was paid on false data (§4). The enterprise is notified.',
  })
  openRecovery(
    @Ctx() context: Context,
    @Arg('input', () => OpenRecoveryInput, { description: 'The claim, the amount and the reason.' })
    input: OpenRecoveryInput,
  ): Promise<RecoveryPayload> {
    return payloadOf(RecoveryPayload, context.language, async () => {
      const id = await openRecovery(context, { ...input, claimId: keyOf('Claim', input.claimId) });
      return { recovery: await recoveryById(context, id) };
    });
  }

  @Access(Role.FINANCE)
  @FourEyes('openRecovery', 'confirmFinding')
  @Mutation(() => RecoveryPayload, { description: '登记还款: money that came back; with the last fen it closes.' })
  recordRecovery(
    @Ctx() context: Context,
    @Arg('input', () => RecordRecoveryInput, { description: 'The recovery, and the amount that was paid back.' })
    input: RecordRecoveryInput,
  ): Promise<RecoveryPayload> {
    return payloadOf(RecoveryPayload, context.language, async () => {
      const id = await recordRepayment(context, { ...input, recoveryId: keyOf('Recovery', input.recoveryId) });
      return { recovery: await recoveryById(context, id) };
    });
  }

  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [Repayment], { nullable: true, description: '还款: what came back, the first one first.' })
  repayments(@Root() recovery: Recovery, @Ctx() context: Context): Promise<Repayment[]> {
    return repaymentsOfRecovery(context, recovery.id);
  }
}

@Resolver(() => Recipient)
export class RecipientRecoveryResolver {
  @FieldResolver(() => Recovery, {
    nullable: true,
    description: '追回记录: where it was paid and has to come back; the published line itself stays.',
  })
  async recovery(@Root() recipient: Recipient, @Ctx() context: Context): Promise<Recovery | null> {
    const release = await releaseById(context, recipient.releaseId);
    const notice = release && (await noticeById(context, release.noticeId));
    return notice ? recoveryOfLine(context, `${notice.programmeId}/${notice.list}/${recipient.creditCode}`) : null;
  }
}

@Resolver(() => Claim)
export class ClaimRecoveryResolver {
  @ReadsByKey(() => Recovery, 'id', 'claimId')
  @FieldResolver(() => Recovery, { nullable: true, description: '追回记录: null where nothing has to come back.' })
  recovery(@Root() claim: Claim, @Ctx() context: Context): Promise<Recovery | null> {
    return recoveryOfClaim(context, claim.id);
  }
}
