import { claimMoves } from './claim-moves.js';

/** The state machine as a picture (Mermaid) and a table, for docs/claims.md; a test keeps them as the code is. */
export function drawClaimMoves(): string {
  const arrows = claimMoves.map(({ from, to, meaning }) => `    ${from} --> ${to}: ${meaning}`);
  const rows = claimMoves.map(
    ({ from, to, by, through, meaning }) =>
      `| ${from} | ${to} | ${by.join(', ')} | ${through.map((name) => `\`${name}\``).join(', ')} | ${meaning} |`,
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    '    [*] --> PROPOSED: 测算',
    ...arrows,
    '```',
    '',
    '| from | to | by | through | 中文 |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
