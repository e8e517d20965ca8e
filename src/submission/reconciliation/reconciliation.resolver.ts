import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { badInput } from '../../kernel/lists/cursor.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Institution } from '../../institution/institution.js';
import { institutionById } from '../../institution/institution.loader.js';
import { Programme } from '../../programme/programme.js';
import { submissionById } from '../submission.loader.js';
import { ReconciliationGroup, type ReconciliationRow, findMissing, reconcile } from './reconciliation.sql.js';
import { Submission } from '../submission.js';
import { ReconciliationArguments } from '../submission.inputs.js';

registerEnumType(ReconciliationGroup, {
  name: 'ReconciliationGroup',
  description: '对账口径: what the lines of a reconciliation are for.',
  valuesConfig: {
    INSTITUTION: { description: '按机构: one line for each institution.' },
    DAY: { description: '按日: one for each institution and day of acceptance, in Asia/Shanghai.' },
    SUBMISSION: { description: '按批次: one for each submission.' },
  },
});

const mostNumbers = 10_000;

@ObjectType({ description: '对账结果: what we hold of one institution, day or submission.' })
@Access(Role.INSURER, ...staff)
export class ReconciliationLine {
  institutionId: string;
  submissionId: string | null;

  @Field(() => DateScalar, { nullable: true, description: '受理日: the day; null unless grouped by it.' })
  day: string | null;

  @Field(() => Int, { description: '保单数: accepted policies.' })
  count: number;

  @Field(() => MoneyScalar, { description: '保费合计: sum of their premiums.' })
  premium: string;

  @Field(() => MoneyScalar, { description: '退费合计: sum of the refunds recorded against them.' })
  refunded: string;

  @Field(() => String, {
    description:
      'SHA-256, in hexadecimal, of the lines `<policy number>|<premium with two decimals>`, each ended by a line feed, ordered by the bytes of the policy number: compute the same over what you sent.',
  })
  digest: string;
}

@Resolver(() => ReconciliationLine)
export class ReconciliationResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => [ReconciliationLine], {
    description:
      '对账: what we hold, to be compared with what was sent; an insurer sees its own. At most 1000 lines, the latest first.',
  })
  async reconciliation(
    @Ctx() context: Context,
    @Args(() => ReconciliationArguments) { programme: code, submissionId, ...scope }: ReconciliationArguments,
  ): Promise<ReconciliationLine[]> {
    const em = await context.db.read();
    const programme = await em.findOne(Programme, { code });
    if (!programme) throw badInput(`There is no programme ${code}`);
    const submission = submissionId == null ? undefined : keyOf('Submission', submissionId);
    if (submissionId != null && !submission) throw badInput('`submissionId` is not the id of a submission');
    const rows = await reconcile(em, { ...scope, programmeId: programme.id, submissionId: submission });
    return rows.map((row: ReconciliationRow) =>
      Object.assign(new ReconciliationLine(), row, { count: Number(row.count) }),
    );
  }

  @Access(Role.INSURER)
  @Query(() => [String], {
    description:
      '未到保单: which of these policy numbers we have no accepted policy of yours under, in the order given.',
  })
  async policiesMissing(
    @Ctx() context: Context,
    @Arg('policyNumbers', () => [String], { description: 'Policy numbers that you sent, at most 10,000.' })
    policyNumbers: string[],
  ): Promise<string[]> {
    if (policyNumbers.length > mostNumbers) {
      throw badInput(`\`policyNumbers\` has at most ${mostNumbers}; found ${policyNumbers.length}`);
    }
    return findMissing(await context.db.read(), context.viewer.subjectId as string, policyNumbers);
  }

  @ReadsByKey(() => Institution, 'institutionId')
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: whose policies they are.' })
  institution(@Root() line: ReconciliationLine, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, line.institutionId);
  }

  @ReadsByKey(() => Submission, 'submissionId')
  @FieldResolver(() => Submission, { nullable: true, description: '批次: the submission; null unless grouped by it.' })
  async submission(@Root() line: ReconciliationLine, @Ctx() context: Context): Promise<Submission | null> {
    return line.submissionId ? submissionById(context, line.submissionId) : null;
  }
}
