import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { globalId } from '../kernel/values/global-id.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { Account, RoleGrant } from './account.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { rolesOf } from './role-grants.js';
import { Scope } from '../access/scope.js';
import { subjectGlobalId } from '../access/subject-id.js';

@ObjectType({ description: '当前用户: who asks, as the token says.' })
@Access(...everybody)
export class ViewerInfo {
  @Field(() => Role, { description: 'The role of the token; PUBLIC without one.' })
  role: Role;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends; null without one.' })
  tokenExpiresAt: Date | null;

  @Field(() => [Scope], {
    nullable: true,
    description: 'What the token of a machine or a front-end allows; null for somebody who signed in here themselves.',
  })
  scopes: Scope[] | null;
}

@Resolver(() => ViewerInfo)
export class ViewerResolver {
  @Access(...everybody)
  @Query(() => ViewerInfo, { description: 'Who you are to this API.' })
  viewer(@Ctx() { viewer }: Context): ViewerInfo {
    return {
      role: viewer.role,
      tokenExpiresAt: viewer.expiresAt,
      scopes: viewer.credential?.scopes ?? null,
    };
  }

  @FieldResolver(() => [RoleGrant], {
    description: '持有角色: the roles of your account; `chooseRole` gives a token for another one.',
  })
  async roleGrants(@Ctx() { viewer, db }: Context): Promise<RoleGrant[]> {
    return viewer.accountId ? rolesOf(await db.read(), viewer.accountId) : [];
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: '个人认证时间: when you were verified as a person; null until then.',
  })
  async personVerifiedAt(@Ctx() { viewer, db }: Context): Promise<Date | null> {
    if (!viewer.accountId) return null;
    const account = await (await db.read()).findOne(Account, { id: viewer.accountId });
    return account?.personVerifiedAt ?? null;
  }
}

@Resolver(() => RoleGrant)
export class RoleGrantResolver {
  @FieldResolver(() => ID, { description: 'Opaque and global; give it to `chooseRole`.' })
  id(@Root() grant: RoleGrant): string {
    return globalId('RoleGrant', grant.id);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'The institution, enterprise or region that it is granted for, which only a token for this role may see; null for the offices, and as long as there is none.',
  })
  subjectId(@Root() grant: RoleGrant): string | null {
    return subjectGlobalId(grant.role, grant.subjectId);
  }
}
