import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { globalId } from '../common/global-id.js';
import { DateTimeScalar } from '../common/scalars.js';
import { Access } from './access.js';
import type { Context } from './context.js';
import { everybody, Role } from './role.js';

@ObjectType({ description: '当前用户: who asks, as the token says.' })
@Access(...everybody)
class ViewerInfo {
  @Field(() => Role, { description: 'The role of the token; PUBLIC without one.' })
  role: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'The institution of an INSURER or the enterprise of an ENTERPRISE; fetch it with `node(id)`.',
  })
  subject: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends; null without one.' })
  tokenExpiresAt: Date | null;
}

const subjectTypes: Partial<Record<Role, string>> = {
  [Role.INSURER]: 'Institution',
  [Role.ENTERPRISE]: 'Enterprise',
};

@Resolver()
export class ViewerResolver {
  @Access(...everybody)
  @Query(() => ViewerInfo, { description: 'Who you are to this API.' })
  viewer(@Ctx() { viewer }: Context): ViewerInfo {
    const type = subjectTypes[viewer.role];
    return {
      role: viewer.role,
      subject: type && viewer.subjectId ? globalId(type, viewer.subjectId) : null,
      tokenExpiresAt: viewer.expiresAt,
    };
  }
}
