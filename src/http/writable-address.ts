import type { FastifyInstance } from 'fastify';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { findUnwritable } from '../kernel/text/text.js';

/**
 * What is in the address of any request comes by here, as the arguments of GraphQL do by `requireWritableArguments`:
 * a text that cannot be written in every format of ours is refused, with its place.
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

/** A parameter that is given twice is a list. */
function entriesOf(...places: unknown[]): [name: string, value: string][] {
  return places
    .flatMap((place) => Object.entries((place ?? {}) as Record<string, unknown>))
    .flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, String(each)]));
}
