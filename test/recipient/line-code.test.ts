import jsQR from 'jsqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

/** What a camera reads in a drawing of black squares: each of them is ten units wide, here one pixel of four. */
function scanned(drawing: string): string | undefined {
  const side = Number(/viewBox="0 0 (\d+)/.exec(drawing)?.[1]) / 10;
  const scale = 4;
  const pixels = new Uint8ClampedArray(side * side * scale * scale * 4).fill(255);
  for (const [, left, top] of drawing.matchAll(/M(\d+),(\d+)h10v10/g)) {
    for (let y = 0; y < scale; y += 1) {
      for (let x = 0; x < scale; x += 1) {
        const at = ((Number(top) / 10) * scale + y) * side * scale + (Number(left) / 10) * scale + x;
        pixels.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return jsQR.default(pixels, side * scale, side * scale)?.data;
}

test('the code of a line leads to its page', async () => {
  const id = globalId('Recipient', '01890a5d-ac96-774b-bcce-b302099a8057');
  const answer = await fetch(`${gateway.url}/lines/${id}/code.svg`);
  expect(answer.headers.get('content-type')).toContain('image/svg+xml');
  expect(scanned(await answer.text())).toBe(`${gateway.url}/lines/${id}`);
});

test('a code is drawn only for an id', async () => {
  expect((await fetch(`${gateway.url}/lines/${encodeURIComponent('../x')}/code.svg`)).status).toBe(404);
});
