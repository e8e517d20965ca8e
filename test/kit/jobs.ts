import type { Context } from '../../src/access/context.js';
import type { Job } from '../../src/job/job.js';
import { SetAside } from '../../src/job/set-aside.js';

/** Runs one piece of a job; an item that fails is a failure of the test. */
export function runJob(job: Job, context: Context): Promise<boolean> {
  const aside = new SetAside((item, error) => {
    throw new Error(`The job "${job.name}" failed for ${item}`, { cause: error });
  });
  return job.work(context, aside);
}
