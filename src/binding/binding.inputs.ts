import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role, staff } from '../access/role.js';
import { BindingKind, BindingStatus, EnterpriseBinding } from './enterprise-binding.js';

@InputType({ description: 'The enterprise that you act for.' })
export class BindEnterpriseInput {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Field(() => String, { description: '企业名称: name as registered.' })
  name: string;

  @Field(() => BindingKind, { description: '认证模式: as legal representative or as agent.' })
  kind: BindingKind;

  @Field(() => ID, {
    nullable: true,
    description: '授权书: id that `POST /upload/authorisations` returned, for AGENT.',
  })
  authorisationId: string | null = null;
}

@InputType({ description: 'Which binding, as you saw it.' })
export class BindingStepInput {
  @Field(() => ID, { description: 'Id of the binding.' })
  bindingId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'Which binding, as you saw it, and why.' })
export class BindingReasonInput extends BindingStepInput {
  @Field(() => String, { description: '理由: the reason, in words.' })
  reason: string;
}

@ObjectType({ description: 'The binding after the step.' })
@Access(Role.ENTERPRISE, Role.PLATFORM)
export class BindingPayload extends Payload {
  @Field(() => EnterpriseBinding, { nullable: true, description: 'The binding after the step.' })
  binding?: EnterpriseBinding | null;
}

@InputType({ description: 'Filter of bindings; all conditions together.' })
export class EnterpriseBindingFilter {
  @Field(() => BindingStatus, { nullable: true, description: 'Only in this state, for example those to confirm.' })
  status?: BindingStatus;

  @Access(...staff)
  @Field(() => String, {
    nullable: true,
    description:
      '统一社会信用代码 of the enterprise. An ENTERPRISE, whose bindings may be to a company that it may not look up yet, is refused (FORBIDDEN).',
  })
  creditCode?: string;
}
