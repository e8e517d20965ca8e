/** The gateway itself, when a time has come or when work in the background ends. */
export const system = 'SYSTEM';

/** One allowed move of an object. A step that leaves the state as it is has the same state twice. */
export interface Move<Status extends string = string> {
  /** Null: the object is created in the state `to`. */
  from: Status | null;
  to: Status;
  /** The roles that may make it, or SYSTEM. */
  by: readonly string[];
  /** The operations, jobs or services that make it. */
  through: readonly string[];
  /** In Chinese, for the pages. */
  meaning: string;
}

/**
 * The states of one kind of object and every move between them. Whatever is not listed is not allowed. The page
 * docs/states.md and the tests in test/transition are generated from these declarations.
 */
export interface StateMachine<Status extends string = string, M extends Move<Status> = Move<Status>> {
  /** The GraphQL type; events name it as their subject, unless the machine names another. */
  type: string;
  /** The official term, in Chinese. */
  title: string;
  /** The table whose column `status` holds the state, unless `stateOf` computes it. */
  table: string;
  /** As SQL, the state of a row of the table (`old` or `new`) where it follows from other columns. */
  stateOf?: (row: string) => string;
  statuses: readonly Status[];
  moves: readonly M[];
}

/** The states from which an operation may start. */
export function startsOf<Status extends string>({ moves }: StateMachine<Status>, operation: string): Status[] {
  const starts = moves.flatMap(({ from, through }) => (from !== null && through.includes(operation) ? [from] : []));
  if (starts.length === 0) throw new Error(`No move is declared for ${operation}`);
  return [...new Set(starts)];
}

/** The states that an object can go to from here, without the steps that leave it where it is. */
export function nextOf<Status extends string>({ moves }: StateMachine<Status>, status: Status): Status[] {
  return [...new Set(moves.flatMap(({ from, to }) => (from === status && to !== status ? [to] : [])))];
}

/** Throws unless the move is declared, for this operation where one is named: a fault of the program, not of a client. */
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

/** The states and moves as a picture (Mermaid) and a table, for a page. */
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
