import { afterAll, expect, test, vi } from 'vitest';
import { PresentSnapshot } from '../../src/database/session/present-snapshot.js';
import { query } from '../kit/standalone.js';
import { removeFolders, startPrimary, startStandby } from '../kit/standby.js';

afterAll(removeFolders);

test('the snapshots of a standby have no name', async () => {
  const primary = await startPrimary();
  const standby = await startStandby(primary);
  const ask = async ({ url }: typeof primary) => {
    let answer: Promise<{ name: string | null }[]> | undefined;
    const present = new PresentSnapshot({
      query: ((question: { text: string }) => (answer = query(url('postgres'), question.text))) as never,
    });
    const shown = await present.name();
    return { shown, told: (await answer)?.[0]?.name };
  };
  // Under load the answer may be too late to be shown.
  expect((await ask(primary)).told).toMatch(/^\d+:\d+:.* of \d/);
  expect(await ask(standby)).toEqual({ shown: undefined, told: null });
  await standby.stop();
  await primary.stop();
});

test('while a late question is not answered, nobody waits for another one', async () => {
  vi.useFakeTimers();
  try {
    const asked: PromiseWithResolvers<{ name: string }[]>[] = [];
    const present = new PresentSnapshot({
      query: (() => {
        const question = Promise.withResolvers<{ name: string }[]>();
        asked.push(question);
        return question.promise;
      }) as never,
    });
    const [first, second] = [present.name(), present.name()];
    await vi.advanceTimersByTimeAsync(150);
    expect(await Promise.all([first, second, present.name()])).toEqual([undefined, undefined, undefined]);
    expect(asked).toHaveLength(1);
    asked[0]!.resolve([{ name: 'old' }]);
    await vi.advanceTimersByTimeAsync(1);
    const next = present.name();
    asked[1]!.resolve([{ name: 'new' }]);
    expect(await next).toBe('new');
  } finally {
    vi.useRealTimers();
  }
});
