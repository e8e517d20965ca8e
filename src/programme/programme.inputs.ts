import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'Filter of programmes.' })
export class ProgrammeFilter {
  @Field(() => Int, { nullable: true, description: '保单年度: only of this policy year.' })
  policyYear?: number;
}
