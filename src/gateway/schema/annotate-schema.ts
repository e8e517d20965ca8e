import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { accessDirective, type AccessExtension, type FourEyesRule, fourEyesDirective } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { everybody, type Role } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import { constraintDirective } from '../../kernel/bounds.js';
import { costDirective } from '../../kernel/costs.js';
import { refusesDirective } from './declare-refusals.js';

interface FieldRules {
  roles: Role[] | undefined;
  scopes: Scope[] | undefined;
  fourEyes: FourEyesRule | undefined;
}

/** Returns the schema with the definitions of our directives. */
export function withDirectives(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const enums = ['Role', 'Scope'].map((name) => schema.getType(name) as GraphQLEnumType);
  const [roles, scopes] = enums as [GraphQLEnumType, GraphQLEnumType];
  const Schema = schema.constructor as new (config: object) => GraphQLSchema;
  return new Schema({
    ...config,
    directives: [
      ...config.directives,
      accessDirective(roles, scopes),
      fourEyesDirective,
      constraintDirective,
      costDirective,
      refusesDirective(schema.getType('UserErrorCode') as GraphQLEnumType),
    ],
  });
}

/** Puts `@access(roles: […])` where the SDL printer finds it. */
export function annotateType(type: GraphQLObjectType, roles: Role[]): void {
  type.extensions = { ...type.extensions, directives: [access(roles)] };
}

/** The same for the fields of an input that only some roles may use; `checkArguments` refuses the others. */
export function annotateInput(type: GraphQLInputObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const { access: roles } = field.extensions as AccessExtension;
    if (roles) field.extensions = { ...field.extensions, directives: [access(roles)] };
  }
}

export function annotateField(field: GraphQLField<unknown, Context>, { roles, scopes, fourEyes }: FieldRules): void {
  const directives = [
    ...(roles ? [access(roles, scopes)] : []),
    ...(fourEyes ? [directive('fourEyes', { notBy: fourEyes.notBy.map(textNode) })] : []),
  ];
  if (directives.length > 0) field.extensions = { ...field.extensions, directives };
}

const scopeNames = Object.entries(Scope) as [string, Scope][];

function access(roles: Role[], scopes?: Scope[]): ConstDirectiveNode {
  const named = scopeNames.filter(([, scope]) => scopes?.includes(scope)).map(([name]) => name);
  return directive('access', {
    roles: everybody.filter((role) => roles.includes(role)).map(enumNode),
    ...(named.length > 0 && { scopes: named.map(enumNode) }),
  });
}

const enumNode = (value: string): ConstValueNode => ({ kind: Kind.ENUM, value });
const textNode = (value: string): ConstValueNode => ({ kind: Kind.STRING, value });

function directive(name: string, lists: Record<string, ConstValueNode[]>): ConstDirectiveNode {
  const argumentsOf = Object.entries(lists).map(([argument, values]): ConstArgumentNode => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: argument },
    value: { kind: Kind.LIST, values },
  }));
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name }, arguments: argumentsOf };
}
