import { ConfigError } from '../kernel/errors/config-error.js';
import { AlreadyRunningError } from '../database/database.js';
import { IncompatibleMigration } from '../database/schema/compatibility/incompatible-migration.js';
import { PoolerError } from '../database/connections/require-session.js';

/** Returns the message for an operator about an error that they can correct; undefined for a fault of the program. */
export function plainReason(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof AlreadyRunningError || error instanceof PoolerError)
    return error.message;
  if (error instanceof IncompatibleMigration) return error.message;
  if (!(error instanceof Error)) return undefined;
  const { code = '' } = error as { code?: string };
  if (code === 'EADDRINUSE') return `${error.message}\nSet PORT to another one, or stop what listens there.`;
  if (code === 'EACCES' || code === 'EPERM') return `${error.message}\nPORT or DATA_DIR: this user may not use it.`;
  if (code === 'EROFS')
    return `${error.message}\nDATA_DIR: it cannot be written. Give it another folder, or mount it for writing.`;
  if (code === 'ENOSPC') return `${error.message}\nDATA_DIR: its disk is full.`;
  if (/^(28|3D)/.test(code)) return `DATABASE_URL: PostgreSQL refuses the connection: ${error.message}`;
  if (code === '42501') return `DATABASE_URL: this user may not do what the gateway needs: ${error.message}`;
  return undefined;
}

/** Returns what a command prints about an error: the plain reason, or the stack of the program. */
export function explain(error: unknown): string {
  return plainReason(error) ?? (error instanceof Error ? `${error.stack}` : String(error));
}
