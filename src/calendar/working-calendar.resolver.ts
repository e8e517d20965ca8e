import { sql } from 'kysely';
import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { DateScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';

@ObjectType({
  description: '年度工作日历: a year of the State Council’s calendar, by what differs from an ordinary week.',
})
@Access(...everybody)
class WorkingYear {
  @Field(() => Int, { description: '年份: the year. One that is not in the list is not covered.' })
  year: number;

  @Field(() => Int, { description: '工作日数: how many working days it has.' })
  workingDayCount: number;

  @Field(() => [DateScalar], { description: '放假调休: weekdays on which nobody works.' })
  daysOff: string[];

  @Field(() => [DateScalar], { description: '补班: Saturdays and Sundays on which people work.' })
  makeUpDays: string[];
}

/** The calendar by which every deadline is calculated. */
@Resolver()
export class WorkingCalendarResolver {
  @Access(...everybody)
  @Query(() => [WorkingYear], {
    description:
      '工作日历: the years in which deadlines can be calculated, the first one first. Earlier arrangements of a year: `drafts(filter: { calendarYear, status: IN_FORCE })`.',
  })
  async workingCalendar(@Ctx() context: Context): Promise<WorkingYear[]> {
    const em = await context.db.read();
    const { rows } = await sql<WorkingYear>`
      select extract(year from day)::int as year, count(*) filter (where working)::int as "workingDayCount",
        coalesce(json_agg(day order by day) filter (where not working and extract(isodow from day) < 6), '[]') as "daysOff",
        coalesce(json_agg(day order by day) filter (where working and extract(isodow from day) > 5), '[]') as "makeUpDays"
      from calendar_day group by 1 order by 1`.execute(em.getKysely());
    return rows;
  }
}
