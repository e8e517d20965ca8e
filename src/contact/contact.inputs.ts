import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';

@InputType({ description: 'A phone number of a company.' })
export class EnterpriseContactInput {
  @Field(() => String, { description: '统一社会信用代码 of a company that your institution insures.' })
  creditCode: string;

  @Field(() => String, { description: '联系手机: mainland mobile number, 11 digits.' })
  phone: string;
}

@InputType({ description: 'Phone numbers of companies that you insure.' })
export class GiveEnterpriseContactsInput {
  @Field(() => [EnterpriseContactInput], { description: '1 to 100 companies; a later number replaces an earlier one.' })
  contacts: EnterpriseContactInput[];

  @Field(() => String, { description: 'Your key for this list: a retry with it changes nothing.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'How many numbers were noted.' })
@Access(Role.INSURER)
export class GiveEnterpriseContactsPayload extends Payload {
  @Field(() => Int, {
    nullable: true,
    description: '已登记企业数: companies whose number was noted; null when refused.',
  })
  notedCount?: number | null;
}
