import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes that take about a millisecond to hash. */
const piece = 1024 ** 2;

/** Returns the SHA-256 of bytes in hexadecimal. Other requests get turns between two pieces. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < bytes.length; from += piece) {
    if (from > 0) await nextTurn();
    hash.update(bytes.subarray(from, from + piece));
  }
  return hash.digest('hex');
}
