import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { signedIn } from '../access/role.js';
import { DateScalar, DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
import { WorklistKind } from './worklist-kind.js';

@ObjectType({
  description: '待办事项: one kind of work that waits for your role, of one programme where it belongs to one.',
})
@Access(...signedIn)
export class WorklistEntry {
  @Field(() => WorklistKind, { description: '待办类别: what has to be done.' })
  kind: WorklistKind;

  @Field(() => Int, { description: '数量: how many wait, of those that you may see; `totalCount` of the list.' })
  count: number;

  @Field(() => Int, {
    description:
      '须由他人办理: how many of them another person has to decide, because you as a person prepared them (`@fourEyes`), by whatever account. The others wait for you. An objection that you filed yourself is refused only when you decide it.',
  })
  forOthersCount: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '最早时间: since when the oldest of them waits; null where that is not recorded.',
  })
  since: Date | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '最早期限: the last day for the most urgent one, to its end in Asia/Shanghai; null without a deadline.',
  })
  dueBy: string | null;

  @Field(() => String, { description: 'The query that lists them, for example `claims`.' })
  list: string;

  @Field(() => JsonScalar, {
    description: 'Arguments of that query, for example `{ "filter": { "statuses": ["CLAIMED"] } }`.',
  })
  arguments: Record<string, unknown>;

  programmeId: string | null;
}
