/** The database and this version of the gateway do not fit: a migration is incompatible or has not run. */
export class IncompatibleMigration extends Error {}
