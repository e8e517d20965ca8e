import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';
import { Extensions } from 'type-graphql';
import { Role } from './role.js';
import { Scope } from './scope.js';

/** Set by `@Access` and its companions on a type, an operation or a field; the gateway enforces it. */
export interface AccessExtension {
  access?: Role[];
  scopes?: Scope[];
  unbound?: boolean;
  fourEyes?: FourEyesRule;
  /** The reason why one person of an office may call the operation alone. */
  onePerson?: string;
}

/** Who may not decide: see account/four-eyes.ts. */
export interface FourEyesRule {
  /** The preparing operations: a person who called one of them for the same matter may not call this one. */
  notBy: string[];
}

type AnyDecorator = MethodDecorator & PropertyDecorator & ClassDecorator;

/**
 * Declares who may read this field, call this operation or use this field of an input. On a type it applies to every
 * field without its own `@Access`. The schema does not build if any field of a type has no declaration.
 */
export function Access(...roles: Role[]): AnyDecorator {
  return Extensions({ access: roles } satisfies AccessExtension) as AnyDecorator;
}

/**
 * Declares the scopes that a machine or a front-end needs, unless they are `read` for queries and `write` for
 * mutations.
 */
export function NeedsScope(...scopes: Scope[]): AnyDecorator {
  return Extensions({ scopes } satisfies AccessExtension) as AnyDecorator;
}

/** Allows an INSURER without an institution or an ENTERPRISE without an enterprise to call a mutation. */
export function AlsoUnbound(): AnyDecorator {
  return Extensions({ unbound: true } satisfies AccessExtension) as AnyDecorator;
}

const listOf = (type: GraphQLEnumType) => new GraphQLList(new GraphQLNonNull(type));

/** Definition of the directive `@access(roles: […], scopes: […])`. */
export function accessDirective(roleEnum: GraphQLEnumType, scopeEnum: GraphQLEnumType): GraphQLDirective {
  return new GraphQLDirective({
    name: 'access',
    description:
      'Which roles may read this field, call this operation or use this condition. On a type: every field of it that has none of its own. ' +
      'Rows are scoped besides: an insurer and an enterprise see only their own. ' +
      'A token of a machine or a front-end that lacks a scope counts as PUBLIC.',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.INPUT_FIELD_DEFINITION],
    args: {
      roles: {
        type: new GraphQLNonNull(listOf(roleEnum)),
        description: 'The roles; a viewer has exactly one for each token.',
      },
      scopes: {
        type: listOf(scopeEnum),
        description:
          'The scopes that a token of a machine or a front-end needs. Fields that say nothing need READ; the fields of a ' +
          'payload need what their mutation needs.',
      },
    },
  });
}

/** Definition of the directive `@fourEyes(notBy: […])`. */
export const fourEyesDirective = new GraphQLDirective({
  name: 'fourEyes',
  description:
    'Four eyes: a person who called one of these operations for the same matter may not call this one, whatever their ' +
    'account or role (`FOUR_EYES`).',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    notBy: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))),
      description: 'The operations that prepare what this one decides.',
    },
  },
});
