import { leafHash, provesInclusion } from '../../log/merkle.js';
import { fromBase64, type VerifierKey } from '../../log/signed-note.js';
import { CheckFailed, openedBy } from './check-log.js';

/** A response of `/feed/recipients/{id}/proof` that was saved to a file. */
interface SavedProof {
  entry: string;
  leafIndex: number;
  treeSize: number;
  inclusionProof: string[];
  checkpoint: string;
}

export interface ProvenLine {
  name: string;
  creditCode: string;
  amount: string;
  rank: number;
  release: number;
}

/** Checks one line with only its proof and the key, and returns the signed facts. */
export function checkProof(content: string, key: VerifierKey): ProvenLine {
  const { entry, leafIndex, treeSize, inclusionProof, checkpoint } = readProof(content);
  const { size, root } = openedBy(key, checkpoint);
  const hash = leafHash(new TextEncoder().encode(entry));
  if (size !== treeSize || !provesInclusion(hash, leafIndex, size, inclusionProof.map(fromBase64), root)) {
    throw new CheckFailed('The line of this proof is not in the signed log: it, or its proof, was changed');
  }
  return JSON.parse(entry) as ProvenLine;
}

function readProof(content: string): SavedProof {
  try {
    const proof = JSON.parse(content) as Partial<SavedProof>;
    if (
      typeof proof.entry === 'string' &&
      typeof proof.checkpoint === 'string' &&
      Array.isArray(proof.inclusionProof)
    ) {
      return proof as SavedProof;
    }
  } catch {
    // The error below covers this case.
  }
  throw new CheckFailed('This is not a proof as /feed/recipients/{id}/proof answers it');
}
