import { useEffect, useState } from 'preact/hooks';
import { type Ask, type FullLine, loadProof, type Proof } from '../api.js';
import { type Place } from '../address.js';
import type { Checked } from '../check-proof.js';
import { grouped } from '../../kernel/values/yuan.js';
import { lineTexts } from './line-texts.js';

type ProofState = { kind: 'checking' | 'pending' | 'failed' } | { kind: 'checked'; proof: Proof; checked: Checked };

/** Checks in the reader's browser whether a line is what was signed. */
export function ProofPanel({ line, place, ask }: { line: FullLine; place: Place; ask?: Ask }) {
  const t = lineTexts[place.lang];
  const [state, setState] = useState<ProofState>({ kind: 'checking' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!ask) return undefined;
    let left = false;
    setState({ kind: 'checking' });
    proveLine(ask, line)
      .catch((): ProofState => ({ kind: 'failed' }))
      .then((result) => left || setState(result));
    return () => {
      left = true;
    };
  }, [line.id, attempt, Boolean(ask)]);
  return (
    <section class="card" aria-labelledby="proof">
      <h2 id="proof">{t.proof}</h2>
      <p class="muted">{t.proofHint}</p>
      {!ask && (
        <noscript>
          <p>{t.proofNoScript}</p>
        </noscript>
      )}
      <div role="status" class="proof" data-state={stateName(state)}>
        {ask && state.kind === 'checking' && <p>{t.verifying}</p>}
        {state.kind === 'pending' && <p>{t.proofPending}</p>}
        {state.kind === 'failed' && <p>{t.failed}</p>}
        {state.kind === 'checked' && <ProofResult {...state} place={place} />}
      </div>
      {ask && (state.kind === 'pending' || state.kind === 'failed') && (
        <button type="button" onClick={() => setAttempt(attempt + 1)}>
          {t.retry}
        </button>
      )}
    </section>
  );
}

function stateName(state: ProofState): string {
  if (state.kind !== 'checked') return state.kind;
  return state.checked.good ? 'good' : 'bad';
}

/** The code of the check is loaded only here. */
async function proveLine(ask: Ask, line: FullLine): Promise<ProofState> {
  const [proof, key, { checkProof }] = await Promise.all([
    loadProof(ask, line.id),
    fetch('/feed/log/key').then((response) => response.text()),
    import('../check-proof.js'),
  ]);
  return proof ? { kind: 'checked', proof, checked: checkProof(line, proof, key) } : { kind: 'pending' };
}

function ProofResult({ proof, checked, place }: { proof: Proof; checked: Checked; place: Place }) {
  const t = lineTexts[place.lang];
  return (
    <>
      <p class={checked.good ? 'good' : 'bad'}>
        <span aria-hidden="true">{checked.good ? '✓' : '✗'}</span> {checked.good ? t.verified : t.notVerified}
      </p>
      <ul class="muted">
        <li>{t.proofPlace(grouped(String(proof.leafIndex + 1)), grouped(String(proof.treeSize)))}</li>
        <li>{t.proofHashes(proof.inclusionProof.length)}</li>
        {checked.signed && <li>{t.signatureGood}</li>}
      </ul>
    </>
  );
}
