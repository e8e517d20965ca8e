/** The state of the programme when a sandbox starts. */
export enum SandboxState {
  WINDOW_OPEN = 'WINDOW_OPEN',
  UNDER_REVIEW = 'UNDER_REVIEW',
  IN_PUBLICITY = 'IN_PUBLICITY',
  AWAITING_CLAIMS = 'AWAITING_CLAIMS',
  PAID = 'PAID',
}

/** A person who may act in a sandbox. */
export interface SandboxPerson {
  role: string;
  name: string;
  token: string;
}

/** A separate gateway with its own database and clock. */
export interface Sandbox {
  id: string;
  state: SandboxState;
  /** The URL of the sandbox. */
  url: string;
  now: Date;
  expiresAt: Date;
  people: SandboxPerson[];
}

/** The maximum number of sandboxes is reached. */
export interface TooManySandboxes {
  refused: 'TOO_MANY';
  most: number;
}

/** The account has no sandbox with this id. */
export interface UnknownSandbox {
  refused: 'UNKNOWN';
}

/** The database server cannot create databases. */
export interface ImpossibleSandbox {
  refused: 'IMPOSSIBLE';
}

/** Sandboxes for developers of clients; each belongs to the account that created it. */
export interface Sandboxes {
  of: (accountId: string) => Sandbox[];
  /** Creates a sandbox; the same key returns the same sandbox. */
  create: (
    accountId: string,
    state: SandboxState,
    key: string,
  ) => Promise<Sandbox | TooManySandboxes | ImpossibleSandbox>;
  /** Restarts a sandbox in the same or another state, with the same URL and tokens. */
  reset: (
    accountId: string,
    id: string,
    state: SandboxState | undefined,
  ) => Promise<Sandbox | UnknownSandbox | ImpossibleSandbox>;
  /** Removes a sandbox. Returns whether the account had it. */
  remove: (accountId: string, id: string) => Promise<boolean>;
  stop: () => Promise<void>;
}
