import type { z } from 'zod';
import { RouteRefused } from '../kernel/errors/route-refused.js';

/** Parses the query of a URL with a schema. Throws RouteRefused with all faults. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new RouteRefused(400, `The query of the address is wrong: ${faults.join('; ')}`);
}
