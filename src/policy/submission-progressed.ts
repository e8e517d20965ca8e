import { setTimeout as sleep } from 'node:timers/promises';
import { Arg, Ctx, Field, Float, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { keyOf } from '../common/global-id.js';
import { Access } from '../identity/access.js';
import type { Context } from '../identity/context.js';
import { Role, staff } from '../identity/role.js';
import { submissionById } from './policy.loader.js';
import { Submission, SubmissionStatus } from './submission.js';

const interval = 500;

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

/** Progress is state, not history: whoever is late is told where things stand. So it is looked at, not queued. */
function follow(context: Context, id: string): AsyncIterableIterator<object> {
  const left = new AbortController();
  const changes = look(context, id, left.signal);
  return {
    next: () => changes.next(),
    return: () => {
      left.abort();
      return changes.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* look(context: Context, id: string, signal: AbortSignal): AsyncGenerator<object, undefined> {
  const key = keyOf('Submission', id);
  let told = '';
  if (!key) return;
  while (!signal.aborted) {
    const submission = await submissionById(context, key);
    await context.db.end();
    if (!submission) return;
    const { status, rowCount, bytesRead } = submission;
    const state = JSON.stringify([status, rowCount, bytesRead]);
    if (state !== told) yield {};
    told = state;
    if (status !== SubmissionStatus.QUEUED && status !== SubmissionStatus.PROCESSING) return;
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}
