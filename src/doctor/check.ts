import type { Config } from '../config/config.js';
import type { AttachedDatabase } from '../database/attach.js';
import type { SealedColumn } from '../module.js';

/** What one check found. */
export interface Finding {
  /** `fault`: the gateway does not work, or not safely. `warning`: it works, and a province would want it otherwise. */
  state: 'good' | 'warning' | 'fault';
  says: string;
  /** What to do about it; absent where all is well. */
  advice?: string;
}

/** What checks look at. */
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
