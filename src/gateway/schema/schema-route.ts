import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { everybody, type Role } from '../../access/role.js';
import { etagOf, isKnown } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { printGatewaySchema } from './print-schema.js';
import { schemaOfRole } from './schema-of-role.js';

interface Printed {
  /** Its bytes: to write them again out of a text for each reader takes longer than all the rest. */
  sdl: Buffer;
  etag: string;
  version: string;
}

const { version: release } = JSON.parse(fs.readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * `/schema.graphql`, whole or with `?role=` only what that role may read and do: less for a code generator, and nothing
 * that its program could not use. `schema-version` names the release and the content.
 */
export function schemaRoute(app: FastifyInstance, schema: GraphQLSchema): void {
  const printed = new Map<Role | undefined, Printed>();
  const print = (role: Role | undefined): Printed => {
    const whole = printGatewaySchema(schema);
    const sdl = Buffer.from(role ? schemaOfRole(whole, role) : whole);
    const digest = createHash('sha256').update(sdl).digest('hex');
    return { sdl, etag: etagOf(sdl), version: `${release}+${digest.slice(0, 12)}` };
  };
  app.get<{ Querystring: { role?: string } }>('/schema.graphql', openTo('The schema is public.'), (request, reply) => {
    const role = roleOf(request.query.role);
    const { sdl, etag, version } = printed.get(role) ?? print(role);
    printed.set(role, { sdl, etag, version });
    reply.headers({ etag, 'schema-version': version, 'cache-control': 'public, no-cache' });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
  changelogRoute(app);
}

/** `/schema/changelog.json`: what changed with each release and what is deprecated, for programs; made by `npm run schema`. */
function changelogRoute(app: FastifyInstance): void {
  const changelog = fs.readFileSync(new URL('../../../schema/changelog.json', import.meta.url));
  const etag = etagOf(changelog);
  app.get('/schema/changelog.json', openTo('The schema is public.'), (request, reply) => {
    reply.headers({ etag, 'schema-version': release, 'cache-control': 'public, no-cache' });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(changelog);
  });
}

function roleOf(given: string | undefined): Role | undefined {
  if (given === undefined) return undefined;
  const found = everybody.find((role) => role === given);
  if (!found) throw new RouteRefused(400, `\`role\` is one of ${everybody.join(', ')}`);
  return found;
}
