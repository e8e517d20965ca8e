import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Policy } from '../policy/policy.js';
import { submissionById } from './submission.loader.js';
import { Submission } from './submission.js';

/** The submission of a policy. */
@Resolver(() => Policy)
export class PolicySubmissionResolver {
  @ReadsByKey(() => Submission, 'submissionId')
  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => Submission, { nullable: true, description: '批量上传: the submission that brought it.' })
  submission(@Root() policy: Policy, @Ctx() context: Context): Promise<Submission | null> {
    return submissionById(context, policy.submissionId);
  }
}
