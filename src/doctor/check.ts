import type { Config } from '../config/config.js';
import type { AttachedDatabase } from '../database/attach.js';
import type { SealedColumn } from '../module.js';

/** The result of one check. */
export interface Finding {
  /** `fault`: the gateway does not work, or not safely. `warning`: it works, but a province should change this. */
  state: 'good' | 'warning' | 'fault';
  says: string;
  /** What the operator should do; absent where all is well. */
  advice?: string;
}

/** What the checks need. */
export interface Patient {
  config: Config;
  database: AttachedDatabase;
  /** Reads as the owner of the database. */
  query: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
  sealedColumns: readonly SealedColumn[];
}

export interface Check {
  name: string;
  run: (patient: Patient) => Promise<Finding[]>;
}

export const good = (says: string): Finding => ({ state: 'good', says });
export const warning = (says: string, advice: string): Finding => ({ state: 'warning', says, advice });
export const fault = (says: string, advice: string): Finding => ({ state: 'fault', says, advice });
