import type { FastifyInstance } from 'fastify';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { findUnwritable } from '../kernel/text/text.js';

/**
 * Refuses a URL with a text that one of our formats cannot contain, and names its place. `requireWritableArguments`
 * does the same for GraphQL arguments.
 */
export function refuseUnwritableAddresses(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ query, params }) => {
    for (const [name, value] of entriesOf(params, query)) {
      const found = findUnwritable(value);
      if (found)
        throw new RouteRefused(400, `\`${name}\` of the address holds a character that cannot be kept: ${found}`);
    }
  });
}

/** A parameter that occurs twice is a list. */
function entriesOf(...places: unknown[]): [name: string, value: string][] {
  return places
    .flatMap((place) => Object.entries((place ?? {}) as Record<string, unknown>))
    .flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, String(each)]));
}
