import type { z } from 'zod';
import { RouteRefused } from '../kernel/errors/route-refused.js';

/** The query of an address, as its schema has it; refused with every fault of it. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new RouteRefused(400, `The query of the address is wrong: ${faults.join('; ')}`);
}
