/** The settings with which a database is opened. */
export interface DatabaseSettings {
  /** Undefined for the embedded server. */
  databaseUrl: string | undefined;
  /** Where sessions are had; the same unless there is a pooler in between. */
  directUrl: string | undefined;
  /** Streaming replicas of it. */
  readUrls: string[];
  readLag: number;
  migrateAtStart: boolean;
  poolSize: number;
  dataFolder: string;
  secretKey: string;
  sandbox: boolean;
}
