/** How far the programme of a sandbox is when it begins. */
export enum SandboxState {
  WINDOW_OPEN = 'WINDOW_OPEN',
  UNDER_REVIEW = 'UNDER_REVIEW',
  IN_PUBLICITY = 'IN_PUBLICITY',
  AWAITING_CLAIMS = 'AWAITING_CLAIMS',
  PAID = 'PAID',
}

/** Somebody who may act in a sandbox. */
export interface SandboxPerson {
  role: string;
  name: string;
  token: string;
}

/** A gateway of its own, with a database and a clock of its own. */
export interface Sandbox {
  id: string;
  state: SandboxState;
  /** Where it answers. */
  url: string;
  now: Date;
  expiresAt: Date;
  people: SandboxPerson[];
}

/** There are as many as there may be. */
export interface TooManySandboxes {
  refused: 'TOO_MANY';
  most: number;
}

/** The account has none with this id. */
export interface UnknownSandbox {
  refused: 'UNKNOWN';
}

/** This server gives no databases. */
export interface ImpossibleSandbox {
  refused: 'IMPOSSIBLE';
}

/** Sandboxes for those who build clients; each belongs to the account that created it. */
export interface Sandboxes {
  of: (accountId: string) => Sandbox[];
  /** The same key returns the same sandbox. */
  create: (
    accountId: string,
    state: SandboxState,
    key: string,
  ) => Promise<Sandbox | TooManySandboxes | ImpossibleSandbox>;
  /** Begins again, in the same state or in another one, at the same address and with the same tokens. */
  reset: (
    accountId: string,
    id: string,
    state: SandboxState | undefined,
  ) => Promise<Sandbox | UnknownSandbox | ImpossibleSandbox>;
  /** Whether the account had it. */
  remove: (accountId: string, id: string) => Promise<boolean>;
  stop: () => Promise<void>;
}
