import { Field, InputType } from 'type-graphql';

@InputType({ description: 'Filter of rows.' })
export class SubmissionRowFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether the row failed.' })
  failed?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the row carries a warning.' })
  warned?: boolean;
}
