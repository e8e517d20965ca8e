import type { Context } from '../../src/access/context.js';
import type { Job } from '../../src/job/job.js';
import { Outages } from '../../src/kernel/outside/outages.js';
import { SetAside } from '../../src/job/set-aside.js';
import type { TestGateway } from './gateway.js';

/** Outages that are logged nowhere. */
export const quietly = new Outages({ warn: () => undefined });

/** Runs one piece of a job; throws where an item fails. */
export function runJob(job: Job, context: Context): Promise<boolean> {
  const aside = new SetAside((item, error) => {
    throw new Error(`The job "${job.name}" failed for ${item}`, { cause: error });
  });
  return job.work(context, aside, quietly);
}

/** Moves the clock, by default by three seconds, and waits until the gateway finds no more work for a job. */
export async function settle({ clock }: TestGateway, job: Job, at?: Date): Promise<void> {
  const settled = nextRest(job);
  // Moving the clock by more than two seconds wakes every job.
  clock.set(at ?? new Date(clock.now().getTime() + 3_000));
  await settled;
}

/** Resolves when a search of the job that begins from now on finds no more work. */
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
