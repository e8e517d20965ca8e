import { Field, InputType, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { RegisteredCompany } from './registered-company.js';

@InputType({ description: 'A company to look up.' })
export class LookUpCompanyInput {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;
}

@ObjectType({ description: 'What the register answered.' })
@Access(Role.PLATFORM)
export class LookUpCompanyPayload extends Payload {
  @Field(() => RegisteredCompany, { nullable: true, description: 'The present entry; null when it was refused.' })
  company?: RegisteredCompany | null;
}
