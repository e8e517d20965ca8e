import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { ServiceNotice, ServiceNoticeStatus } from './service-notice.js';

@InputType({ description: 'Filter of service notices; all conditions together.' })
export class ServiceNoticeFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => ServiceNoticeStatus, { nullable: true, description: 'Only in this state.' })
  status?: ServiceNoticeStatus;
}

@InputType({ description: 'Companies to notify in public.' })
export class PrepareServiceNoticeInput {
  @Field(() => String, {
    description: 'Code of the programme: its claims whose companies were asked and that no message reached.',
  })
  programme: string;

  @Field(() => String, {
    nullable: true,
    description: '正文: what the companies have to do; a standard text where absent.',
  })
  text: string | null = null;

  @Field(() => String, { description: 'Your key for this list: a retry with it prepares no second one.' })
  idempotencyKey: string;
}

@InputType({ description: 'A prepared service notice to publish.' })
export class PublishServiceNoticeInput {
  @Field(() => ID, { description: 'Global id of the service notice.' })
  serviceNoticeId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@ObjectType({ description: 'A service notice after a step.' })
@Access(Role.PLATFORM, Role.SCIENCE)
export class ServiceNoticePayload extends Payload {
  @Field(() => ServiceNotice, { nullable: true, description: 'The service notice; null when it was refused.' })
  serviceNotice?: ServiceNotice | null;
}
