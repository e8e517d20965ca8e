import { Arg, Ctx, Field, Float, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { followState } from '../event/follow/follow-state.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { submissionById } from './submission.loader.js';
import { Submission, SubmissionStatus } from './submission.js';

@ObjectType({ description: '处理进度: how far the work on a submission is.' })
@Access(Role.INSURER, ...staff)
export class SubmissionProgress {
  @Field(() => Submission, { description: 'The submission as it is now: rows read, accepted and failed.' })
  submission: Submission;

  @Field(() => Float, { description: '每秒行数: rows a second since the work began.' })
  rowsPerSecond: number;

  @Field(() => Float, { description: '完成比例: share of the file that is worked through, from 0 to 1.' })
  share: number;
}

@Resolver()
export class SubmissionProgressedResolver {
  @Access(Role.INSURER, ...staff)
  @Subscription(() => SubmissionProgress, {
    description:
      '跟踪处理进度: first how far the submission is, then each advance, until its end. After a broken connection subscribe again: the first answer is the present state.',
    subscribe: ({ args, context }) => follow(context as Context, (args as { submissionId: string }).submissionId),
  })
  async submissionProgressed(
    @Root() _: object,
    @Ctx() context: Context,
    @Arg('submissionId', () => ID, {
      description: 'The submission; nothing is delivered for one that you may not see.',
    })
    submissionId: string,
  ): Promise<SubmissionProgress> {
    const submission = (await submissionById(context, keyOf('Submission', submissionId) ?? '')) as Submission;
    const { startedAt, finishedAt, rowCount, bytesRead, fileSize } = submission;
    const until = finishedAt ?? context.clock.now();
    const seconds = startedAt ? (until.getTime() - startedAt.getTime()) / 1000 : 0;
    return Object.assign(new SubmissionProgress(), {
      submission,
      rowsPerSecond: seconds > 0 ? Math.round(rowCount / seconds) : 0,
      share: finishedAt ? 1 : fileSize ? Math.min(1, bytesRead / fileSize) : 0,
    });
  }
}

function follow(context: Context, id: string): AsyncIterableIterator<object> {
  const key = keyOf('Submission', id);
  return followState({
    look: async () => {
      const submission = key ? await submissionById(context, key) : null;
      await context.db.end();
      return submission;
    },
    fingerprint: ({ status, rowCount, bytesRead }) => JSON.stringify([status, rowCount, bytesRead]),
    isOver: ({ status }) => status !== SubmissionStatus.QUEUED && status !== SubmissionStatus.PROCESSING,
  });
}
