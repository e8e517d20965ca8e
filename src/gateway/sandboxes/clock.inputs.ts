import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../kernel/values/scalars.js';

@InputType({ description: 'Where to set the sandbox’s clock.' })
export class MoveClockInput {
  @Field(() => DateTimeScalar, {
    description: 'The present from now on; the clock continues ticking from there. Earlier than now is allowed.',
  })
  to: Date;
}
