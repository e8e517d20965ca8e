import { leafHash, provesInclusion } from '../log/merkle.js';
import { fromBase64, openCheckpoint, parseVerifierKey } from '../log/signed-note.js';
import type { FullLine, Proof } from './api.js';

export interface Checked {
  good: boolean;
  signed: boolean;
}

/** Checks the proof of a displayed line: the signature, the path to the root, and that the entry is the line. */
export function checkProof(
  line: Pick<FullLine, 'id' | 'name' | 'creditCode' | 'amount' | 'rank'>,
  proof: Proof,
  key: string,
): Checked {
  try {
    const { size, root } = openCheckpoint(proof.checkpoint, parseVerifierKey(key));
    const hashes = proof.inclusionProof.map(fromBase64);
    const leaf = leafHash(new TextEncoder().encode(proof.entry));
    const included = size === proof.treeSize && provesInclusion(leaf, proof.leafIndex, size, hashes, root);
    return { good: included && isShown(line, proof.entry), signed: true };
  } catch {
    return { good: false, signed: false };
  }
}

/** Checks whether the proven entry has the values that the page shows. */
function isShown(line: Pick<FullLine, 'id' | 'name' | 'creditCode' | 'amount' | 'rank'>, entry: string): boolean {
  const logged = JSON.parse(entry) as Record<string, unknown>;
  return (['id', 'name', 'creditCode', 'amount', 'rank'] as const).every((field) => logged[field] === line[field]);
}
