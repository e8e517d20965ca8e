/** Settings for opening a database. */
export interface DatabaseSettings {
  /** Undefined for the embedded server. */
  databaseUrl: string | undefined;
  /** URL that gives sessions; the same as `databaseUrl` unless there is a pooler in between. */
  directUrl: string | undefined;
  /** URLs of streaming replicas. */
  readUrls: string[];
  readLag: number;
  migrateAtStart: boolean;
  poolSize: number;
  dataFolder: string;
  secretKey: string;
  sandbox: boolean;
}
