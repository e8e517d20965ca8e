import { randomInt } from 'node:crypto';

/** How long each entry is tried; without it, as many times as a test may take. */
export const seconds = Number(process.env['FUZZ_SECONDS'] || 0);
/** A run of its own has a new seed, which is in the names of its tests: `FUZZ_SEED` repeats it. */
export const seed = Number(process.env['FUZZ_SEED'] || (seconds > 0 ? randomInt(2 ** 31) : 20_261_127));

/** A source of chance that a seed decides: a run that found something can be run again. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

type Mutation = (bytes: Buffer, chance: () => number) => Buffer;

const at = (bytes: Buffer, chance: () => number) => Math.floor(chance() * bytes.length);

const pieces = [
  '\ufeff',
  '\0',
  '"',
  '\r',
  '\n',
  ',',
  '\t',
  '<a>',
  '</a>',
  '&#0;',
  '<!DOCTYPE x>',
  ']]>',
  '_x0000_',
  '{',
  '[',
  '\\u0000',
  '\\ud800',
  '\\uffff',
  'null',
  '1e999',
  '-',
  '\u200b',
  '\u{10ffff}',
  '../',
];

/** What happens to files on their way, and what somebody does to them on purpose. */
const mutations: Mutation[] = [
  (bytes, chance) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + chance() * 8; count > 0; count -= 1) changed[at(bytes, chance)] = chance() * 256;
    return changed;
  },
  (bytes, chance) => bytes.subarray(0, at(bytes, chance)),
  (bytes, chance) => bytes.subarray(at(bytes, chance)),
  (bytes, chance) => {
    const [from, to] = [at(bytes, chance), at(bytes, chance)].toSorted((one, other) => one - other);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, chance) => {
    const place = at(bytes, chance);
    const piece = Buffer.from(pieces[Math.floor(chance() * pieces.length)] as string);
    return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
  },
  (bytes, chance) => Buffer.concat([bytes, Buffer.from([chance() * 256])]),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]),
  (bytes, chance) => {
    const changed = Buffer.from(bytes);
    // Lengths and offsets of a ZIP are such numbers.
    if (bytes.length > 4)
      changed.writeUInt32LE(Math.floor(chance() * 2 ** 32), Math.floor(chance() * (bytes.length - 4)));
    return changed;
  },
];

/** A valid file, changed once or a few times. */
export function mutate(valid: Buffer, chance: () => number): Buffer {
  let bytes = valid;
  for (let count = 1 + chance() * 3; count > 0 && bytes.length > 0; count -= 1) {
    const mutation = mutations[Math.floor(chance() * mutations.length)] as Mutation;
    bytes = mutation(bytes, chance);
  }
  return bytes;
}
