/** Whether PostgreSQL refused a row because a unique key already exists (unique_violation). */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '23505';
}
