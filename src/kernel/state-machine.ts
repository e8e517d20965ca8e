/** The gateway itself as an actor: at a deadline, or at the end of background work. */
export const system = 'SYSTEM';

/** One allowed move of an object. For a step that does not change the state, `from` and `to` are the same. */
export interface Move<Status extends string = string> {
  /** Null if the move creates the object in the state `to`. */
  from: Status | null;
  to: Status;
  /** The roles that may make the move, or SYSTEM. */
  by: readonly string[];
  /** The operations, jobs or services that make the move. */
  through: readonly string[];
  /** The meaning in Chinese, for pages. */
  meaning: string;
}

/**
 * The states of one kind of object and every allowed move between them. docs/states.md and the tests in test/transition
 * are generated from these declarations.
 */
export interface StateMachine<Status extends string = string, M extends Move<Status> = Move<Status>> {
  /** The GraphQL type, which is also the subject of events unless the machine names another. */
  type: string;
  /** The official term, in Chinese. */
  title: string;
  /** The table whose column `status` has the state, unless `stateOf` computes it. */
  table: string;
  /** Returns the SQL for the state of a row (`old` or `new`) if the state follows from other columns. */
  stateOf?: (row: string) => string;
  statuses: readonly Status[];
  moves: readonly M[];
}

/** Returns the states from which an operation may start. */
export function startsOf<Status extends string>({ moves }: StateMachine<Status>, operation: string): Status[] {
  const starts = moves.flatMap(({ from, through }) => (from !== null && through.includes(operation) ? [from] : []));
  if (starts.length === 0) throw new Error(`No move is declared for ${operation}`);
  return [...new Set(starts)];
}

/** Returns the other states that an object can move to from this state. */
export function nextOf<Status extends string>({ moves }: StateMachine<Status>, status: Status): Status[] {
  return [...new Set(moves.flatMap(({ from, to }) => (from === status && to !== status ? [to] : [])))];
}

/** Throws unless the move is declared, optionally for this operation. An undeclared move is a programming error. */
export function requireMove<Status extends string, M extends Move<Status>>(
  { type, moves }: StateMachine<Status, M>,
  from: Status,
  to: Status,
  operation?: string,
): M {
  const move = moves.find(
    (one) => one.from === from && one.to === to && (operation === undefined || one.through.includes(operation)),
  );
  if (!move)
    throw new Error(`${type}: no move from ${from} to ${to} is declared${operation ? ` for ${operation}` : ''}`);
  return move;
}

/** Returns the states and moves as a Mermaid diagram and a table, for a page. */
export function drawMachine({ moves }: StateMachine): string {
  const arrows = moves
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, meaning }) => `    ${from ?? '[*]'} --> ${to}: ${meaning}`);
  const rows = moves.map(({ from, to, by, through, meaning }) => {
    const names = through.map((name) => `\`${name}\``).join(', ');
    return `| ${from ?? '–'} | ${to} | ${by.join(', ')} | ${names} | ${meaning} |`;
  });
  const table = ['| from | to | by | through | 中文 |', '|---|---|---|---|---|', ...rows];
  return ['```mermaid', 'stateDiagram-v2', ...new Set(arrows), '```', '', ...table].join('\n');
}
