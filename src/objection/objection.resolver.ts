import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { FourEyes } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Role, everybody } from '../access/role.js';
import { keepAttachments } from './filing/attach-to-objection.js';
import { requestObjectionCode } from './filing/contact-challenge.js';
import { correctNotice } from '../notice/releases/correct-notice.js';
import { decideObjection } from './decide-objection.js';
import { contactPlace, fileObjection, namePlace } from './filing/file-objection.js';
import { objectionOfReceipt, withdrawObjection } from './follow-objection.js';
import {
  CorrectNoticeInput,
  CorrectionPayload,
  DecideObjectionInput,
  FileObjectionInput,
  KeepObjectionAttachmentsInput,
  ObjectionAttachmentsPayload,
  ObjectionCodePayload,
  ObjectionFilter,
  ObjectionPayload,
  ObjectionReceiptPayload,
  RequestObjectionCodeInput,
  WithdrawObjectionInput,
} from './objection.inputs.js';
import { Objection, ObjectionAttachment, ObjectionFiling, ObjectionStatus } from './objection.js';
import { attachmentsOfChallenge, objectionById } from './objection.loader.js';
import { noticeById } from '../notice/notice.loader.js';
import { readFiling } from './filing/read-filing.js';
import { PublicityNotice } from '../notice/notice.js';

const ObjectionConnection = withSums(connectionOf(Objection), {
  column: 'status',
  enumeration: ObjectionStatus,
  access: Access(...everybody),
});
const orders = defineTimeOrders('Objection', 'filed_at');

const columns = columnsOf(Objection);

/**
 * The existence of such a notice is a separate condition that is evaluated once; otherwise the list of an unknown
 * programme would read every objection.
 */
const ofNoticesOf = (code: string) => {
  const notices = sql`from publicity_notice as notice join programme on programme.id = notice.programme_id
    where programme.code = ${code}`;
  return [sql`exists (select ${notices})`, sql`notice_id in (select notice.id ${notices})`];
};

@Resolver(() => Objection)
export class ObjectionResolver {
  @Access(...everybody)
  @Query(() => ObjectionConnection, {
    description: '异议: objections. The public sees the decided ones; the department all.',
  })
  async objections(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ObjectionFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ObjectionFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Objection>> {
    const notice = filter.noticeId && (keyOf('PublicityNotice', filter.noticeId) ?? null);
    const where = [
      ...(filter.programme ? ofNoticesOf(filter.programme) : []),
      ...(notice === undefined ? [] : [sql`notice_id = ${notice}::uuid`]),
      ...(filter.status ? [sql`status = ${filter.status}`] : []),
    ];
    return readPage(
      await context.db.read(),
      ObjectionConnection,
      { select: columns, from: sql`objection`, where },
      orders.of(orderBy),
      page,
    );
  }

  @Access(...everybody)
  @Query(() => Objection, { nullable: true, description: '异议进度: your objection by its receipt; null without one.' })
  objectionOfReceipt(
    @Ctx() context: Context,
    @Arg('receipt', () => String, { description: '回执: the receipt from `fileObjection`.' }) receipt: string,
  ): Promise<Objection | null> {
    return objectionOfReceipt(context, receipt);
  }

  @Access(...everybody)
  @Mutation(() => ObjectionCodePayload, {
    description: '获取验证码: sends the code that confirms an objector’s contact.',
  })
  requestObjectionCode(
    @Ctx() context: Context,
    @Arg('input', () => RequestObjectionCodeInput, {
      description: 'The notice, and the phone number that gets the code.',
    })
    input: RequestObjectionCodeInput,
  ): Promise<ObjectionCodePayload> {
    return payloadOf(ObjectionCodePayload, context.language, async () =>
      requestObjectionCode(context, { ...input, noticeId: keyOf('PublicityNotice', input.noticeId) }),
    );
  }

  @Access(...everybody)
  @Mutation(() => ObjectionAttachmentsPayload, {
    description:
      '确认附件: takes off the papers that are not named, before filing; also says whether the code is right.',
  })
  keepObjectionAttachments(
    @Ctx() context: Context,
    @Arg('input', () => KeepObjectionAttachmentsInput, {
      description: 'The papers that stay with the objection to keep.',
    })
    input: KeepObjectionAttachmentsInput,
  ): Promise<ObjectionAttachmentsPayload> {
    return payloadOf(ObjectionAttachmentsPayload, context.language, async () => ({
      attachmentCount: await keepAttachments(context, input),
    }));
  }

  @Access(...everybody)
  @Mutation(() => ObjectionReceiptPayload, {
    description: '提出异议: files an objection while the notice is open (§3 five). Only the line concerned waits.',
  })
  fileObjection(
    @Ctx() context: Context,
    @Arg('input', () => FileObjectionInput, { description: 'The objection to file.' }) input: FileObjectionInput,
  ): Promise<ObjectionReceiptPayload> {
    return payloadOf(ObjectionReceiptPayload, context.language, () => fileObjection(context, input));
  }

  @Access(...everybody)
  @Mutation(() => ObjectionReceiptPayload, { description: '撤回异议: takes an open objection back.' })
  withdrawObjection(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawObjectionInput, { description: 'The receipt of the objection to withdraw.' })
    { receipt }: WithdrawObjectionInput,
  ): Promise<ObjectionReceiptPayload> {
    return payloadOf(ObjectionReceiptPayload, context.language, async () => ({
      objection: await withdrawObjection(context, receipt),
      receipt,
    }));
  }

  @Access(Role.SCIENCE)
  @FourEyes('fileObjection', 'approveProposal')
  @Mutation(() => ObjectionPayload, {
    description: '处理异议: upholds or dismisses an objection with a public reason; upheld, the list changes.',
  })
  decideObjection(
    @Ctx() context: Context,
    @Arg('input', () => DecideObjectionInput, { description: 'The objection, and the decision on it.' })
    input: DecideObjectionInput,
  ): Promise<ObjectionPayload> {
    return payloadOf(ObjectionPayload, context.language, async () => {
      const id = await decideObjection(context, { ...input, objectionId: keyOf('Objection', input.objectionId) });
      return { objection: await objectionById(context, id) };
    });
  }

  @Access(Role.SCIENCE)
  @FourEyes('publishNotice', 'blockPolicy', 'unblockPolicy', 'recordFinding')
  @Mutation(() => CorrectionPayload, { description: '更正公示: corrects published lines in a new release.' })
  correctNotice(
    @Ctx() context: Context,
    @Arg('input', () => CorrectNoticeInput, { description: 'The notice and the lines to correct.' })
    input: CorrectNoticeInput,
  ): Promise<CorrectionPayload> {
    return payloadOf(CorrectionPayload, context.language, async () => {
      const id = await correctNotice(context, { ...input, noticeId: keyOf('PublicityNotice', input.noticeId) });
      return { notice: await noticeById(context, id) };
    });
  }

  @ReadsByKey(() => PublicityNotice, 'noticeId')
  @FieldResolver(() => PublicityNotice, { description: '公示: the notice objected to.' })
  notice(@Root() objection: Objection, @Ctx() context: Context): Promise<PublicityNotice | null> {
    return noticeById(context, objection.noticeId);
  }

  @Access(Role.SCIENCE)
  @FieldResolver(() => ObjectionFiling, {
    nullable: true,
    description: '异议人及陈述: who objects and why; confidential. Each reading is in the event log.',
  })
  filing(@Root() objection: Objection, @Ctx() context: Context): Promise<ObjectionFiling | null> {
    return readFiling(context, objection.id);
  }
}

@Resolver(() => ObjectionFiling)
export class ObjectionFilingResolver {
  @FieldResolver(() => String, { description: '异议人: the real name.' })
  name(@Root() filing: ObjectionFiling, @Ctx() { vault }: Context): string {
    return vault.open(filing.sealedName, namePlace);
  }

  @FieldResolver(() => String, { description: '联系方式: the confirmed mobile number.' })
  contact(@Root() filing: ObjectionFiling, @Ctx() { vault }: Context): string {
    return vault.open(filing.sealedContact, contactPlace);
  }

  @FieldResolver(() => [ObjectionAttachment], {
    description: '附件: papers that go with it, at `/objection-attachments/{id}`; each reading is in the event log.',
  })
  attachments(@Root() filing: ObjectionFiling, @Ctx() context: Context): Promise<ObjectionAttachment[]> {
    return attachmentsOfChallenge(context, filing.challengeId);
  }
}
