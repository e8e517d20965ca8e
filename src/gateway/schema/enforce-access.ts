import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { AccessExtension } from '../../access/access.js';
import { withScopes } from '../../access/as-public.js';
import type { Context } from '../../access/context.js';
import { everybody, Role } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import { isUnbound } from '../../access/viewer.js';
import { wasChecked } from '../../account/four-eyes.js';
import { wasAnsweredAgain } from '../../database/answer-again.js';
import { annotateField, annotateInput, annotateType } from './annotate-schema.js';
import { answerTypes } from './answer-types.js';
import { forbidden, notBound } from '../../http/errors/errors.js';

type Field = GraphQLField<unknown, Context>;

/** What a field requires of its reader. */
export interface Rule {
  roles: Role[];
  /** Scopes that the token of a machine or a front-end needs. Without them the viewer is treated as PUBLIC. */
  scopes: Scope[];
  /** Whether the account must belong to an institution or an enterprise. */
  bound: boolean;
}

const rootScopes: Record<string, Scope> = { Query: Scope.READ, Subscription: Scope.READ, Mutation: Scope.WRITE };

/** Enforces the declared `@Access`, scopes and bindings on every field, and prints them into the SDL. */
export function enforceAccess(schema: GraphQLSchema): void {
  const answers = answerTypes(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) annotateInput(type);
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    // A payload needs no other scope than its mutation.
    enforceType(type, answers.has(type) ? [] : [Scope.READ]);
  }
}

function enforceType(type: GraphQLObjectType, usual: Scope[]): void {
  const { access: ofType = accessOfWrapping(type) } = type.extensions as AccessExtension;
  const root = rootScopes[type.name];
  for (const field of Object.values(type.getFields())) {
    const { access: ofField, scopes, unbound = false, fourEyes } = field.extensions as AccessExtension;
    const roles = ofField ?? ofType;
    if (!roles) throw new Error(`${type.name}.${field.name} says nobody may read it: give it an @Access`);
    const needed = scopes ?? (root ? [root] : usual);
    const bound = type.name === 'Mutation' && !unbound && !roles.includes(Role.PUBLIC);
    guard(type, field, { roles: [...new Set(roles)], scopes: needed, bound });
    if (fourEyes) requireFourEyes(field);
    annotateField(field, { roles: ofField, scopes: root && !roles.includes(Role.PUBLIC) ? needed : scopes, fourEyes });
  }
  if (ofType && !root) annotateType(type, ofType);
}

/**
 * Returns the roles of a wrapper type. A page may be read by all who may read its rows; page info and errors by every
 * client that receives them.
 */
function accessOfWrapping(type: GraphQLObjectType): Role[] | undefined {
  if (['PageInfo', 'BoundedCount', 'UserError', 'UserErrorDetails'].includes(type.name)) return everybody;
  if (!/(Connection|Edge)$/.test(type.name)) return undefined;
  const { node, nodes } = type.getFields();
  return (getNamedType((node ?? nodes)?.type)?.extensions as AccessExtension | undefined)?.access;
}

const rules = new WeakMap<object, Rule>();

/** Returns the access rule of a field. Throws if access was not enforced for it. */
export function ruleOf(field: object): Rule {
  const rule = rules.get(field);
  if (!rule) throw new Error('This field has no rule: access is enforced after it was added');
  return rule;
}

function guard(type: GraphQLObjectType, field: Field, rule: Rule): void {
  rules.set(field, rule);
  const { roles, scopes, bound } = rule;
  const admit = (given: Context): Context => {
    const context = withScopes(given, scopes);
    const { viewer } = context;
    if (!roles.includes(viewer.role)) throw forbidden(type.name, field.name, roles, scopes, given);
    if (bound && isUnbound(viewer)) throw notBound(field.name);
    return context;
  };
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => resolve(source, args, admit(context), info);
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => subscribe(source, args, admit(context), info);
}

/** The use case checks four eyes, because it knows who prepared the object. This verifies that the use case did so. */
function requireFourEyes(field: Field): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, context, info) => {
    const payload = (await resolve(source, args, context, info)) as { userErrors: unknown[] };
    if (payload.userErrors.length > 0 || wasChecked(context, field.name) || wasAnsweredAgain()) return payload;
    throw new Error(`${field.name} declares @FourEyes, and its use case did not call requireOtherPerson`);
  };
}
