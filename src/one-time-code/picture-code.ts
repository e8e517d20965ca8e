import { randomInt } from 'node:crypto';

/** Digits as strokes on a grid of 2 × 4; drawn, never written, so that the picture holds no text. */
const strokes: Record<string, [number, number][][]> = {
  '0': [[[0, 0], [2, 0], [2, 4], [0, 4], [0, 0]]],
  '1': [[[0, 1], [1, 0], [1, 4]], [[0, 4], [2, 4]]],
  '2': [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 4], [2, 4]]],
  '3': [[[0, 0], [2, 0], [2, 4], [0, 4]], [[0, 2], [2, 2]]],
  '4': [[[0, 0], [0, 2], [2, 2]], [[2, 0], [2, 4]]],
  '5': [[[2, 0], [0, 0], [0, 2], [2, 2], [2, 4], [0, 4]]],
  '6': [[[2, 0], [0, 0], [0, 4], [2, 4], [2, 2], [0, 2]]],
  '7': [[[0, 0], [2, 0], [1, 4]]],
  '8': [[[0, 0], [2, 0], [2, 4], [0, 4], [0, 0]], [[0, 2], [2, 2]]],
  '9': [[[2, 2], [0, 2], [0, 0], [2, 0], [2, 4], [0, 4]]],
}; // prettier-ignore

const width = 140;
const height = 50;

/** An SVG of the digits, shaken and crossed. It slows a script down; the limits on codes are what stops one. */
export function drawPictureCode(code: string): string {
  const digits = [...code].map((digit, index) => drawDigit(digit, 14 + index * 31));
  const noise = Array.from({ length: 4 }, () => line([anywhere(), anywhere(), anywhere()], 1));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="图形验证码">` +
    `<rect width="${width}" height="${height}" fill="#f4f4f4"/>${[...noise, ...digits].join('')}</svg>`
  );
}

function drawDigit(digit: string, left: number): string {
  const slant = randomInt(-3, 4);
  const place = ([x, y]: [number, number]): [number, number] => [
    left + x * 8 + ((4 - y) * slant) / 2 + randomInt(-2, 3),
    9 + y * 8 + randomInt(-2, 3),
  ];
  return (strokes[digit] ?? []).map((points) => line(points.map(place), 2.5)).join('');
}

function line(points: [number, number][], thickness: number): string {
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="#334" stroke-width="${thickness}" stroke-linecap="round"/>`;
}

function anywhere(): [number, number] {
  return [randomInt(width), randomInt(height)];
}
