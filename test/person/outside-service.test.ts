import { expect, test } from 'vitest';
import { OutsideService, OutsideServiceFault } from '../../src/kernel/outside/outside-service.js';
import { type RegisterAnswer, startFakeRegister } from '../kit/outside-register.js';

/** How a service of somebody else is asked, over the network: signed, in time, again where that helps, and not for ever. */
async function asking(answer: (attempt: number) => RegisterAnswer, work: (service: OutsideService) => Promise<void>) {
  const register = await startFakeRegister((_, attempt) => answer(attempt));
  const { url, secret } = register;
  try {
    await work(new OutsideService({ url, secret, timeout: 2_000, firstPause: 10, restAfterFaults: 3_000 }));
  } finally {
    await register.stop();
  }
  return register.questions;
}

test('a request is signed, and repeated with the same id after a temporary error', async () => {
  const questions = await asking(
    (attempt) => (attempt === 1 ? 'BROKEN' : attempt === 2 ? 'HANGING' : { match: true }),
    async (service) => expect(await service.ask({ name: '张三' })).toEqual({ match: true }),
  );
  expect(questions.map(({ signed }) => signed)).toEqual([true, true, true]);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(1);
});

test('a permanent error is not retried', async () => {
  const questions = await asking(
    () => 'REFUSED',
    async (service) => {
      await expect(service.ask({})).rejects.toThrow(OutsideServiceFault);
    },
  );
  expect(questions).toHaveLength(1);
});

test('a service that keeps failing gets no requests for a while, and is then tried again', async () => {
  let broken = true;
  const questions = await asking(
    () => (broken ? 'BROKEN' : { match: true }),
    async (service) => {
      for (let call = 0; call < 8; call += 1) await expect(service.ask({})).rejects.toThrow(OutsideServiceFault);
      broken = false;
      await expect
        .poll(() => service.ask({}).catch((error: unknown) => (error as Error).message), {
          timeout: 20_000,
          interval: 50,
        })
        .toEqual({ match: true });
    },
  );
  // Five questions of three attempts each; the others were not even sent; one was enough to see that it answers again.
  expect(questions).toHaveLength(16);
});
