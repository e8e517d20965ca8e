import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { keyOf } from '../kernel/values/global-id.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { Programme } from '../programme/programme.js';
import { programmeAttachmentById } from './draft.loader.js';
import { ProgrammeAttachment } from './attachment/programme-attachment.js';

@ObjectType({ description: '咨询电话: an office that answers questions about the programme.' })
@Access(...everybody)
class NoticeContact {
  @Field(() => String, { description: '部门: name of the office.' })
  office: string;

  @Field(() => String, { description: '电话: its phone number, with the area code.' })
  phone: string;
}

@ObjectType({ description: '附件: a file that goes with the notice.' })
@Access(...everybody)
export class NoticeAttachment {
  attachmentId: string;

  @Field(() => String, { description: '附件名称: title of the attachment.' })
  title: string;

  @Field(() => String, { description: 'Path of the file on this server.' })
  get path(): string {
    return `/programme-attachments/${this.attachmentId}`;
  }
}

@ObjectType({ description: '发布通知: the notice that issued a programme (§3 one), as it was published.' })
@Access(...everybody)
class IssuedNotice {
  @Field(() => String, { description: '正文: the whole text, as Markdown (CommonMark).' })
  text: string;

  @Field(() => String, { description: '文号: number of the document.' })
  documentNumber: string;

  @Field(() => DateScalar, { description: '印发日期: day on which it was issued.' })
  issuedOn: string;

  @Field(() => [String], { description: '发文机关: offices that issued it.' })
  issuingBodies: string[];

  @Field(() => [NoticeContact], { description: '联系方式: offices that answer questions.' })
  contacts: NoticeContact[];

  @Field(() => [NoticeAttachment], { description: '附件: files that go with it.' })
  attachments: NoticeAttachment[];
}

@Resolver(() => Programme)
export class IssuedNoticeResolver {
  @FieldResolver(() => IssuedNotice, {
    nullable: true,
    description: '发布通知: the notice that issued the programme; null where none was entered.',
  })
  notice(@Root() { notice, documentNumber }: Programme): IssuedNotice | null {
    if (!notice) return null;
    const attachments = notice.attachments.map((attachment) => Object.assign(new NoticeAttachment(), attachment));
    return Object.assign(new IssuedNotice(), { ...notice, documentNumber, attachments });
  }
}

@Resolver(() => NoticeAttachment)
export class NoticeAttachmentResolver {
  @FieldResolver(() => ProgrammeAttachment, { nullable: true, description: 'The file: name, type, size and digest.' })
  file(
    @Root() { attachmentId }: NoticeAttachment,
    @Ctx() context: Context,
  ): Promise<ProgrammeAttachment | null> | null {
    const key = keyOf('ProgrammeAttachment', attachmentId);
    return key ? programmeAttachmentById(context, key) : null;
  }
}
