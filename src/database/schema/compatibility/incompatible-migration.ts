/** What keeps a database and this version of the gateway apart: a file of `migrations/`, or one that has not run. */
export class IncompatibleMigration extends Error {}
