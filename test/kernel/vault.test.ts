import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Vault } from '../../src/kernel/vault.js';

const vault = Vault.derivedFrom(randomBytes(32));
const piece = 9 * 32 * 1024;

test.each([0, 1, piece - 1, piece, piece + 1, 2 * piece, 5_000_000])(
  '%i bytes encrypted in pieces decrypt like a text encrypted as a whole',
  async (length) => {
    const bytes = randomBytes(length);
    const [inPieces, atOnce] = [await vault.sealBytes(bytes, 'x'), vault.seal(bytes.toString('base64'), 'x')];
    expect(inPieces).toHaveLength(atOnce.length);
    expect(vault.open(inPieces, 'x') === bytes.toString('base64')).toBe(true);
    for (const sealed of [inPieces, atOnce]) expect(bytes.equals(await vault.openBytes(sealed, 'x'))).toBe(true);
    await expect(vault.openBytes(inPieces, 'y')).rejects.toThrow();
  },
);
