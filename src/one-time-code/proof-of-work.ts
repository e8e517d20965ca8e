import { type Challenge, createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { Vault } from '../kernel/vault.js';

/** The iterations of the key derivation; one try takes a fraction of a millisecond. */
const cost = 1_000;

const secretsOf = (vault: Vault) => ({
  hmacSignatureSecret: vault.digest('challenge', 'proof of work'),
  hmacKeySignatureSecret: vault.digest('key', 'proof of work'),
});

/** Creates a challenge (ALTCHA) that takes between half and all of `tries`, with the id by which it is used up. */
export function drawChallenge(vault: Vault, id: string, tries: number): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
    counter: randomInt(Math.ceil(tries / 2), tries),
    data: { id },
    deriveKey,
    ...secretsOf(vault),
  });
}

const Proof = z.object({
  challenge: z.looseObject({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(cost),
      data: z.object({ id: z.uuid() }),
    }),
    signature: z.string(),
  }),
  solution: z.looseObject({ counter: z.number().int().min(0), derivedKey: z.string() }),
});

/** Returns the id of the challenge that a proof solves; undefined where it is not one of ours, or not solved. */
export async function solvedChallenge(vault: Vault, proof: string): Promise<string | undefined> {
  const parsed = Proof.safeParse(readProof(proof));
  if (!parsed.success) return undefined;
  const { challenge, solution } = parsed.data;
  const { verified } = await verifySolution({
    challenge: challenge as unknown as Challenge,
    solution: solution as never,
    deriveKey,
    ...secretsOf(vault),
  }).catch(() => ({ verified: false }));
  return verified ? challenge.parameters.data.id : undefined;
}

function readProof(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString());
  } catch {
    return undefined;
  }
}
