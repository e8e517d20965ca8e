import type { Context } from '../../src/access/context.js';
import type { Job } from '../../src/job/job.js';
import { Outages } from '../../src/kernel/outside/outages.js';
import { SetAside } from '../../src/job/set-aside.js';
import type { TestGateway } from './gateway.js';

/** Nobody reads what it says. */
export const quietly = new Outages({ warn: () => undefined });

/** Runs one piece of a job; an item that fails is a failure of the test. */
export function runJob(job: Job, context: Context): Promise<boolean> {
  const aside = new SetAside((item, error) => {
    throw new Error(`The job "${job.name}" failed for ${item}`, { cause: error });
  });
  return job.work(context, aside, quietly);
}

/** Moves the clock, by three seconds by default, and waits until the gateway has then found no more work for a job. */
export async function settle({ clock }: TestGateway, job: Job, at?: Date): Promise<void> {
  const settled = nextRest(job);
  // A clock that moves by more than two seconds wakes every job.
  clock.set(at ?? new Date(clock.now().getTime() + 3_000));
  await settled;
}

/** When a look that begins from now on finds nothing more to do. */
function nextRest(job: Job): Promise<void> {
  const { work } = job;
  return new Promise((resolve) => {
    job.work = async (...given) => {
      const more = await work.apply(job, given);
      if (!more) {
        job.work = work;
        resolve();
      }
      return more;
    };
  });
}
