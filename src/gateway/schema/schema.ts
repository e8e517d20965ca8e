import { type GraphQLSchema, isEnumType, lexicographicSortSchema } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { encodeGlobalIds, readPlainFieldsDirectly } from './simple-fields.js';
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
import { checkArguments } from './check-arguments.js';
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

/** Resolvers of the gateway: look-up by id, and the subject of an event or viewer, which can belong to any module. */
const ownResolvers = [
  NodeResolver,
  EventSubjectResolver,
  EventDataResolver,
  ViewerSubjectResolver,
  ViewerWorklistResolver,
  WorklistEntryResolver,
];

/**
 * type-graphql requires a PubSub. Our subscriptions follow the event log instead, which survives restarts and is shared
 * by all gateways.
 */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription follows the event log: give it a `subscribe` of its own');
  },
};

const built = new Map<boolean, GraphQLSchema>();

/**
 * Builds the schema that is served: from the nouns, with the access of every field enforced and printed. The sandbox
 * schema has additional operations that no real programme may have.
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

/** Builds the schema of these modules and of the gateway itself. */
export function buildSchemaOf(declared: readonly Module[], sandboxResolvers: object[] = []): GraphQLSchema {
  const resolvers = [...declared.flatMap((module) => module.resolvers ?? []), ...ownResolvers, ...sandboxResolvers];
  readPlainFieldsDirectly();
  const plain = buildSchemaSync({
    resolvers: resolvers as unknown as BuildSchemaOptions['resolvers'],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    // `npm run schema` and the tests validate the schema.
    skipCheck: true,
    pubSub: noPubSub,
  });
  const schema = withDirectives(lexicographicSortSchema(plain));
  const open = lexicographicSortSchema(plain);
  for (const each of [schema, open]) encodeGlobalIds(each);
  describeRoots(schema);
  // Added before the access checks, so that these run first: a refusal must reveal nothing to a viewer without access.
  checkArguments(schema);
  checkArguments(open);
  enforceAccess(schema);
  declareRepeatable(schema);
  declareRefusals(schema);
  declareBounds(schema, Object.assign({}, ...declared.map((module) => module.bounds ?? {})) as Bounds);
  declareCosts(schema, Object.assign({}, ...declared.map((module) => module.costs ?? {})) as Costs);
  openSchemas.set(schema, open);
  return schema;
}

const openSchemas = new WeakMap<GraphQLSchema, GraphQLSchema>();

/**
 * Returns the same schema without access checks, for documents whose access was checked as a whole (see `execution/`).
 */
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
