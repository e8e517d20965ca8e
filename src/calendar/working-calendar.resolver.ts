import { sql } from 'kysely';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { badInput } from '../kernel/pagination.js';
import { Payload, payloadOf } from '../kernel/payload.js';
import { DateScalar } from '../kernel/scalars.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { importWorkingDays } from './import-working-days.js';

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

@InputType({ description: 'The arrangement of a year.' })
class ImportWorkingDaysInput {
  @Field(() => Int, { description: '年份: the year, which is not covered yet.' })
  year: number;

  @Field(() => [DateScalar], { description: '放假日期: days on which nobody works; weekends need not be named.' })
  holidays: string[];

  @Field(() => [DateScalar], { description: '补班日期: Saturdays and Sundays on which people work.' })
  makeUpDays: string[];

  @Field(() => String, { description: '文号: number of the document that arranges it.' })
  documentNumber: string;

  @Field(() => String, { description: 'Your key: the same key with the same input is answered again, not done again.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A year after it was entered.' })
@Access(Role.PLATFORM)
class ImportWorkingDaysPayload extends Payload {
  @Field(() => WorkingYear, { nullable: true, description: 'The year; null when it was refused.' })
  workingYear?: WorkingYear | null;
}

/** The calendar that every deadline is calculated with. */
@Resolver()
export class WorkingCalendarResolver {
  @Access(...everybody)
  @Query(() => [WorkingYear], {
    description: '工作日历: the years that deadlines can be calculated in, the first one first.',
  })
  workingCalendar(@Ctx() context: Context): Promise<WorkingYear[]> {
    return readYears(context);
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ImportWorkingDaysPayload, {
    description:
      '导入工作日历: enters the holidays and make-up days of a further year, as the State Council arranged them.',
  })
  importWorkingDays(
    @Ctx() context: Context,
    @Arg('input', () => ImportWorkingDaysInput, { description: 'The year.' }) input: ImportWorkingDaysInput,
  ): Promise<ImportWorkingDaysPayload> {
    if (input.year < 2000 || input.year > 2100) throw badInput('`year` is between 2000 and 2100');
    return payloadOf(ImportWorkingDaysPayload, context.language, async () => {
      const year = await importWorkingDays(context, input);
      return { workingYear: (await readYears(context)).find((known) => known.year === year) };
    });
  }
}

async function readYears(context: Context): Promise<WorkingYear[]> {
  const em = await context.db.read();
  const { rows } = await sql<WorkingYear>`
    select extract(year from day)::int as year, count(*) filter (where working)::int as "workingDayCount",
      coalesce(json_agg(day order by day) filter (where not working and extract(isodow from day) < 6), '[]') as "daysOff",
      coalesce(json_agg(day order by day) filter (where working and extract(isodow from day) > 5), '[]') as "makeUpDays"
    from calendar_day group by 1 order by 1`.execute(em.getKysely());
  return rows;
}
