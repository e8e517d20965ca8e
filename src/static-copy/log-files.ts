import { tileWidth, widthOf } from '../log/merkle.js';
import { tilePath } from '../cli/verify/check-log.js';

/**
 * Returns the tiles of a log of this size that are missing in the log of the earlier size: hashes of every level, and
 * entries.
 */
export function tileNames(size: number, earlier = 0): string[] {
  const names: string[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
    const known = Math.floor(earlier / tileWidth ** level);
    if (known === hashes) continue;
    for (let tile = Math.floor(known / tileWidth); tile * tileWidth < hashes; tile += 1) {
      const width = widthOf(size, level, tile);
      const file = `${tilePath(tile)}${width < tileWidth ? `.p/${width}` : ''}`;
      names.push(`feed/log/tile/${level}/${file}`);
      if (level === 0) names.push(`feed/log/tile/entries/${file}`);
    }
  }
  return names;
}

/** Returns the number of entries that a checkpoint signs. */
export function sizeOf(checkpoint: Uint8Array): number {
  const [, size = ''] = Buffer.from(checkpoint).toString('utf8').split('\n');
  if (!/^\d{1,15}$/.test(size)) throw new Error('The checkpoint of the log does not say its size');
  return Number(size);
}
