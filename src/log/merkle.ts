import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The Merkle tree of RFC 9162 over the tiles of C2SP tlog-tiles. It depends on no server or browser API: the gateway,
 * the command line and the public page use this same file.
 */
export const tileWidth = 256;
export const hashSize = 32;

/** Reads `width` concatenated hashes of a tile: level 0 has leaves, level n has roots of 256^n leaves. */
export type TileReader = (level: number, tile: number, width: number) => Promise<Uint8Array>;

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concat([Uint8Array.of(0), entry]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat([Uint8Array.of(1), left, right]));
}

export const emptyRoot: Uint8Array = sha256(new Uint8Array());

export function concat(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Splits concatenated hashes. */
export function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashSize }, (_, index) =>
    bytes.subarray(index * hashSize, (index + 1) * hashSize),
  );
}

/** Returns the root over any number of hashes. */
export function rootOf(hashes: Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  const split = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** Returns the largest power of two below n. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/** Returns the root of the first `size` leaves, read from tiles. */
export async function treeRoot(read: TileReader, size: number): Promise<Uint8Array> {
  return size === 0 ? emptyRoot : subtree(read, size, 0, size);
}

async function subtree(read: TileReader, size: number, start: number, end: number): Promise<Uint8Array> {
  const count = end - start;
  const split = splitOf(count);
  if (count === 1 || (split * 2 === count && start % count === 0)) return completeSubtree(read, size, start, count);
  return nodeHash(await subtree(read, size, start, start + split), await subtree(read, size, start + split, end));
}

async function completeSubtree(read: TileReader, size: number, start: number, count: number): Promise<Uint8Array> {
  const level = Math.floor(Math.log2(count) / 8);
  const unit = tileWidth ** level;
  const first = start / unit;
  const tile = Math.floor(first / tileWidth);
  const hashes = hashesOf(await read(level, tile, widthOf(size, level, tile)));
  const offset = first - tile * tileWidth;
  return rootOf(hashes.slice(offset, offset + count / unit));
}

/** Returns the number of hashes in a tile of a tree of this size. */
export function widthOf(size: number, level: number, tile: number): number {
  return Math.min(tileWidth, Math.floor(size / tileWidth ** level) - tile * tileWidth);
}

/** RFC 9162 2.1.3.1: returns the hashes from a leaf to the root. */
export async function inclusionProof(read: TileReader, index: number, size: number): Promise<Uint8Array[]> {
  const path = async (start: number, end: number): Promise<Uint8Array[]> => {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...(await path(start, middle)), await subtree(read, size, middle, end)]
      : [...(await path(middle, end)), await subtree(read, size, start, middle)];
  };
  return path(0, size);
}

/** RFC 9162 2.1.4.1: returns the hashes that prove that a tree continues an earlier one. */
export async function consistencyProof(read: TileReader, earlier: number, size: number): Promise<Uint8Array[]> {
  const prove = async (start: number, end: number, known: boolean): Promise<Uint8Array[]> => {
    if (earlier === end) return known ? [] : [await subtree(read, size, start, end)];
    const middle = start + splitOf(end - start);
    return earlier <= middle
      ? [...(await prove(start, middle, known)), await subtree(read, size, middle, end)]
      : [...(await prove(middle, end, false)), await subtree(read, size, start, middle)];
  };
  return earlier === 0 || earlier === size ? [] : prove(0, size, true);
}

/** RFC 9162 2.1.3.2: whether the proof leads from this leaf to this root. */
export function provesInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** RFC 9162 2.1.4.2: whether the later tree contains the whole earlier one, unchanged and in place. */
export function provesConsistency(
  earlier: number,
  size: number,
  proof: Uint8Array[],
  earlierRoot: Uint8Array,
  root: Uint8Array,
): boolean {
  if (earlier > size) return false;
  if (earlier === 0) return proof.length === 0;
  if (earlier === size) return proof.length === 0 && equalBytes(earlierRoot, root);
  const isPower = splitOf(earlier) * 2 === earlier || earlier === 1;
  const [first, ...rest] = isPower ? [earlierRoot, ...proof] : proof;
  if (!first) return false;
  let [place, last] = [earlier - 1, size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [old, present] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      old = nodeHash(hash, old);
      present = nodeHash(hash, present);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      present = nodeHash(present, hash);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(old, earlierRoot) && equalBytes(present, root);
}
