import { sql } from 'kysely';
import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { retentionRules } from './retention-rules.js';
import { named } from '../database/schema/columns.js';

@ObjectType({
  description: '数据保存规则: how long something is kept, why, and what was deleted under the rule so far.',
})
@Access(Role.PLATFORM, Role.AUDITOR)
export class RetentionRule {
  @Field(() => String, { description: 'The key of the rule.' })
  name: string;

  @Field(() => String, { description: '保存内容: what is kept.' })
  title: string;

  @Field(() => String, { description: '保存期限: for how long, in words.' })
  kept: string;

  @Field(() => String, { description: '依据: why it is kept for so long and no longer.' })
  reason: string;

  @Field(() => Int, { description: '已清理条数: rows that were deleted under the rule so far.' })
  deletedCount: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '最近检查时间: when the gateway last looked for what to delete; null where nothing is ever deleted.',
  })
  lastRunAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: '最近清理时间: when something was last deleted.' })
  lastDeletedAt: Date | null;
}

type Run = Pick<RetentionRule, 'name' | 'deletedCount' | 'lastRunAt' | 'lastDeletedAt'>;

@Resolver()
export class RetentionResolver {
  @Query(() => [RetentionRule], {
    description: '数据保存规则: how long everything is kept, with a report of what was deleted (docs/retention.md).',
  })
  @Access(Role.PLATFORM, Role.AUDITOR)
  async retentionRules(@Ctx() { db }: Context): Promise<RetentionRule[]> {
    const em = await db.read();
    const { rows } = await sql<Run>`
      select rule as name, ${named('deleted_count', 'last_run_at', 'last_deleted_at')}
      from retention_run`.execute(em.getKysely());
    const runs = new Map(rows.map((run) => [run.name, run]));
    const none = { deletedCount: 0, lastRunAt: null, lastDeletedAt: null };
    return retentionRules.map(({ name, title, kept, reason }) => ({
      ...none,
      ...runs.get(name),
      name,
      title,
      kept,
      reason,
    }));
  }
}
