import {
  defaultFieldResolver,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  type ConstDirectiveNode,
} from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { DateTimeScalar } from '../kernel/scalars.js';
import { registerUserErrorCodes } from '../kernel/user-error.js';
import { accessDirective, type AccessExtension } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { isUnbound } from '../access/viewer.js';
import { forbidden, missingScope, notBound } from '../http/errors.js';
import { ClockResolver } from './clock.resolver.js';
import { modules } from '../modules.js';
import { NodeResolver } from './node.resolver.js';
import { EventSubjectResolver, ViewerSubjectResolver } from './subject.resolver.js';

/** What the gateway itself adds: look-up by id, and whom an event or a viewer is about, whatever module that is of. */
const ownResolvers = [NodeResolver, EventSubjectResolver, ViewerSubjectResolver];

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
  if (built.size === 0) registerUserErrorCodes();
  const schema = built.get(sandbox) ?? build(sandbox ? [ClockResolver] : []);
  built.set(sandbox, schema);
  return schema;
}

function build(sandboxResolvers: object[]): GraphQLSchema {
  const resolvers = [...modules.flatMap((module) => module.resolvers ?? []), ...ownResolvers, ...sandboxResolvers];
  const plain = buildSchemaSync({
    resolvers: resolvers as unknown as BuildSchemaOptions['resolvers'],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    pubSub: noPubSub,
  });
  const schema = withDirective(lexicographicSortSchema(plain));
  describeRoots(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) enforceAccess(type);
  }
  return schema;
}

function withDirective(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const roleEnum = schema.getType('Role') as GraphQLEnumType;
  const Schema = schema.constructor as new (config: object) => GraphQLSchema;
  return new Schema({ ...config, directives: [...config.directives, accessDirective(roleEnum)] });
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

function isRoot(type: GraphQLObjectType): boolean {
  return ['Query', 'Mutation', 'Subscription'].includes(type.name);
}

/** A page is read by whoever may read its rows; where it stands, and a refusal, by whoever got it. */
function accessOfWrapping(type: GraphQLObjectType): Role[] | undefined {
  if (type.name === 'PageInfo' || type.name === 'UserError') return everybody;
  if (!/(Connection|Edge)$/.test(type.name)) return undefined;
  const { node, nodes } = type.getFields();
  return (getNamedType((node ?? nodes)?.type)?.extensions as AccessExtension | undefined)?.access;
}

function enforceAccess(type: GraphQLObjectType): void {
  const { access: ofType = accessOfWrapping(type) } = type.extensions as AccessExtension;
  for (const field of Object.values(type.getFields())) {
    const { access: ofField } = field.extensions as AccessExtension;
    if (isRoot(type)) guardOperation(type, field);
    const roles = ofField ?? ofType;
    if (!roles) throw new Error(`${type.name}.${field.name} says nobody may read it: give it an @Access`);
    guard(type, field, [...new Set(roles)]);
    if (ofField) annotate(field, ofField);
  }
  if (ofType && !isRoot(type)) annotate(type, ofType);
}

function guard(type: GraphQLObjectType, field: GraphQLField<unknown, Context>, roles: Role[]): void {
  if (roles.length === everybody.length) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (!roles.includes(context.viewer.role)) throw forbidden(type.name, field.name, roles, context);
    return resolve(source, args, context, info);
  };
  const { subscribe } = field;
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    if (!roles.includes(context.viewer.role)) throw forbidden(type.name, field.name, roles, context);
    return subscribe(source, args, context, info);
  };
}

/** Besides the role: the scopes of a machine or a front-end, and an institution or enterprise to act for. */
function guardOperation(type: GraphQLObjectType, field: GraphQLField<unknown, Context>): void {
  const { access = [], scope, unbound = false } = field.extensions as AccessExtension;
  if (access.includes(Role.PUBLIC)) return;
  const needed = scope ?? (type.name === 'Mutation' ? Scope.WRITE : Scope.READ);
  const check = ({ viewer }: Context) => {
    if (viewer.credential?.scopes && !viewer.credential.scopes.includes(needed)) throw missingScope(field.name, needed);
    if (type.name === 'Mutation' && !unbound && isUnbound(viewer)) throw notBound(field.name);
  };
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}

/** Puts `@access(roles: […])` where the SDL printer finds it. */
function annotate(target: GraphQLObjectType | GraphQLField<unknown, Context>, roles: Role[]): void {
  const directive: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'access' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'roles' },
        value: {
          kind: Kind.LIST,
          values: everybody.filter((role) => roles.includes(role)).map((role) => ({ kind: Kind.ENUM, value: role })),
        },
      },
    ],
  };
  target.extensions = { ...target.extensions, directives: [directive] };
}
