import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { PublicityNotice } from './notice.js';

@InputType({ description: 'An approved proposal to publish.' })
export class PublishNoticeInput {
  @Field(() => ID, { description: 'Global id of the approved proposal.' })
  proposalId: string;

  @Field(() => String, { nullable: true, description: '标题: title; made from the programme’s where absent.' })
  title: string | null = null;

  @Field(() => String, { description: 'Your key for this publication: a retry with it publishes nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A notice to close.' })
export class CloseNoticeInput {
  @Field(() => ID, { description: 'Global id of the notice.' })
  noticeId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@ObjectType({ description: 'A notice after a step.' })
@Access(Role.SCIENCE)
export class NoticePayload extends Payload {
  @Field(() => PublicityNotice, { nullable: true, description: 'The notice; null when it was refused.' })
  notice?: PublicityNotice | null;
}
