import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../access/context.js';
import { Policy } from '../policy.js';
import { AssessedIn, assessedIn } from './assessed-in.js';
import { listOfPolicy } from '../policy.loader.js';

@Resolver(() => Policy)
export class AssessedInResolver {
  @FieldResolver(() => AssessedIn, { description: '所属批次: the list in which it is looked at.' })
  async assessedIn(@Root() { id }: Policy, @Ctx() context: Context): Promise<AssessedIn> {
    return assessedIn((await listOfPolicy(context, id))?.list ?? 1, context.language);
  }
}
