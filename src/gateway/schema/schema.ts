import { type GraphQLSchema, isEnumType, lexicographicSortSchema } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { encodeGlobalIds, readSimply } from './simple-fields.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { learnTerms } from '../../kernel/values/terms.js';
import { registerUserErrorCodes } from '../../kernel/errors/user-error.js';
import { registerEventTypes } from '../../event/event-type.js';
import { ClockResolver } from '../sandboxes/clock.resolver.js';
import type { Module } from '../../module.js';
import { eventShapes, modules } from '../../modules.js';
import { withDirectives } from './annotate-schema.js';
import type { Bounds } from '../../kernel/bounds.js';
import type { Costs } from '../../kernel/costs.js';
import { checkTexts } from './check-texts.js';
import { declareBounds } from './declare-bounds.js';
import { declareCosts } from './declare-costs.js';
import { declareRepeatable } from './declare-repeatable.js';
import { declareRefusals } from './declare-refusals.js';
import { enforceAccess } from './enforce-access.js';
import { EventDataResolver } from '../events/event-data.resolver.js';
import { SandboxResolver } from '../sandboxes/sandbox.resolver.js';
import { NodeResolver } from '../node.resolver.js';
import { EventSubjectResolver, ViewerSubjectResolver } from '../subject.resolver.js';
import { ViewerWorklistResolver, WorklistEntryResolver } from '../worklist.resolver.js';

/** What the gateway itself adds: look-up by id, and whom an event or a viewer is about, whatever module that is of. */
const ownResolvers = [
  NodeResolver,
  EventSubjectResolver,
  EventDataResolver,
  ViewerSubjectResolver,
  ViewerWorklistResolver,
  WorklistEntryResolver,
];

/** type-graphql asks for one; ours follow the event log, which survives a restart and reaches other gateways. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription follows the event log: give it a `subscribe` of its own');
  },
};

const built = new Map<boolean, GraphQLSchema>();

/**
 * The schema as served: built from the nouns, every field with its access, which is enforced from the same source.
 * The sandbox's has operations besides that no real programme may have.
 */
export function buildGatewaySchema({ sandbox = false } = {}): GraphQLSchema {
  if (built.size === 0) {
    registerUserErrorCodes();
    registerEventTypes(eventShapes);
  }
  const schema = built.get(sandbox) ?? buildSchemaOf(modules, sandbox ? [ClockResolver, SandboxResolver] : []);
  built.set(sandbox, schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type)) learnTerms(type.name, [...type.getValues()]);
  }
  return schema;
}

/** The schema of these modules, with the gateway's own fields. */
export function buildSchemaOf(declared: readonly Module[], sandboxResolvers: object[] = []): GraphQLSchema {
  const resolvers = [...declared.flatMap((module) => module.resolvers ?? []), ...ownResolvers, ...sandboxResolvers];
  readSimply();
  const plain = buildSchemaSync({
    resolvers: resolvers as unknown as BuildSchemaOptions['resolvers'],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    // What the check would find, `npm run schema` and the tests find.
    skipCheck: true,
    pubSub: noPubSub,
  });
  const schema = withDirectives(lexicographicSortSchema(plain));
  const open = lexicographicSortSchema(plain);
  for (const each of [schema, open]) encodeGlobalIds(each);
  describeRoots(schema);
  // Before the access, which then comes first: a refusal reveals nothing to who may not ask.
  checkTexts(schema);
  checkTexts(open);
  enforceAccess(schema);
  declareRepeatable(schema);
  declareRefusals(schema);
  declareBounds(schema, Object.assign({}, ...declared.map((module) => module.bounds ?? {})) as Bounds);
  declareCosts(schema, Object.assign({}, ...declared.map((module) => module.costs ?? {})) as Costs);
  openSchemas.set(schema, open);
  return schema;
}

const openSchemas = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The same schema without access checks, for documents whose access was decided as a whole (see `execution/`). */
export function openSchemaOf(schema: GraphQLSchema): GraphQLSchema {
  const open = openSchemas.get(schema);
  if (!open) throw new Error('This schema was not built by buildGatewaySchema');
  return open;
}

function describeRoots(schema: GraphQLSchema): void {
  Object.assign(schema.getQueryType() as object, { description: 'What can be read. Nothing here changes anything.' });
  Object.assign(schema.getMutationType() as object, {
    description:
      'What can be done: one mutation for each action. What is refused comes back as `userErrors`, and nothing is changed.',
  });
  Object.assign(schema.getSubscriptionType() as object, {
    description:
      'What can be followed, over graphql-transport-ws on the same address: `after` a cursor, first what was missed.',
  });
}
