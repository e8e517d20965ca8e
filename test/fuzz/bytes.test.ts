import { expect, test } from 'vitest';
import { sampleOf, thorough } from '../kit/extent.js';
import { byteEntries, faultOf } from './byte-entries.js';
import { chanceOf, mutate, seconds, seed } from './mutations.js';

/**
 * Changes valid files and answers and hands them to every entry for bytes: each is taken or refused, and nothing else is
 * thrown, also by nobody's fault (an uncaught error fails the run). `npm run fuzz` does so for a time with a new seed.
 */
const fewest = thorough ? 60 : 2;

/** Where the local heads of the parts of a ZIP begin, and their entries in its directory. */
function partsOf(zip: Buffer): number[] {
  return ['PK\u0003\u0004', 'PK\u0001\u0002'].flatMap((head) => {
    const places: number[] = [];
    for (let at = zip.indexOf(head); at >= 0; at = zip.indexOf(head, at + 1)) places.push(at);
    return places;
  });
}

/** Of a part of an archive: fields of its head, and its data. */
const spoiled = [6, 8, 14, 18, 22, 26, 28, 34, 60];

for (const entry of await byteEntries()) {
  test(`${entry.name}: every changed file is accepted or refused (seed ${seed})`, { timeout: 600_000 }, async () => {
    const chance = chanceOf(seed);
    const end = performance.now() + seconds * 1_000;
    for (let count = 0; count < fewest || performance.now() < end; count += 1) {
      const valid = entry.valid[count % entry.valid.length] as Buffer;
      const bytes = mutate(valid, chance);
      const fault = await faultOf(entry, bytes);
      expect(fault, `file ${count}: ${bytes.toString('base64').slice(0, 4_000)}`).toBeUndefined();
    }
  });

  test(`${entry.name}: every part of an archive, with a damaged header or data, is accepted or refused`, async () => {
    for (const valid of entry.valid.filter((bytes) => bytes.subarray(0, 2).toString() === 'PK')) {
      const places = partsOf(valid).flatMap((part) => spoiled.map((offset) => part + offset));
      for (const place of sampleOf(places, 4).filter((at) => at < valid.length)) {
        const bytes = Buffer.from(valid);
        bytes[place] = ~(valid[place] as number) & 0xff;
        expect(await faultOf(entry, bytes), `the byte at ${place}`).toBeUndefined();
      }
    }
  });

  test(`${entry.name}: valid files cause no internal error`, async () => {
    for (const valid of entry.valid) expect(await faultOf(entry, valid)).toBeUndefined();
  });
}
