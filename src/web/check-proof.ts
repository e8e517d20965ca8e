import { leafHash, provesInclusion } from '../log/merkle.js';
import { fromBase64, openCheckpoint, parseVerifierKey } from '../log/signed-note.js';
import type { FullLine, Proof } from './api.js';

export interface Checked {
  good: boolean;
  signed: boolean;
}

/** Whether the proof holds for what the page shows: the signature, the way to the root, and the line itself. */
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

/** The entry that is proven has to say what the page says. */
function isShown(line: Pick<FullLine, 'id' | 'name' | 'creditCode' | 'amount' | 'rank'>, entry: string): boolean {
  const logged = JSON.parse(entry) as Record<string, unknown>;
  return (['id', 'name', 'creditCode', 'amount', 'rank'] as const).every((field) => logged[field] === line[field]);
}
