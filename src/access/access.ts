import { DirectiveLocation, GraphQLDirective, GraphQLEnumType, GraphQLList, GraphQLNonNull } from 'graphql';
import { Extensions } from 'type-graphql';
import { Role } from './role.js';
import type { FourEyesRule } from '../account/four-eyes.js';
import { Scope } from './scope.js';

/** What `@Access` and its companions leave on a type, an operation or a field; the gateway enforces it. */
export interface AccessExtension {
  access?: Role[];
  scope?: Scope;
  unbound?: boolean;
  fourEyes?: FourEyesRule;
}

type AnyDecorator = MethodDecorator & PropertyDecorator & ClassDecorator;

/**
 * Who may read this field or call this operation. On a type it holds for every field without one of its own.
 * The schema does not build while any field is without an answer.
 */
export function Access(...roles: Role[]): AnyDecorator {
  return Extensions({ access: roles } satisfies AccessExtension) as AnyDecorator;
}

/** What a machine or a front-end needs for this operation, where that is not `read` for queries and `write` for mutations. */
export function NeedsScope(scope: Scope): AnyDecorator {
  return Extensions({ scope } satisfies AccessExtension) as AnyDecorator;
}

/** A mutation that an INSURER without institution or an ENTERPRISE without enterprise may call too. */
export function AlsoUnbound(): AnyDecorator {
  return Extensions({ unbound: true } satisfies AccessExtension) as AnyDecorator;
}

/** `@access(roles: […])` as the SDL declares it. */
export function accessDirective(roleEnum: GraphQLEnumType): GraphQLDirective {
  return new GraphQLDirective({
    name: 'access',
    description:
      'Which roles may read this field or call this operation. On a type: every field of it that has none of its own. ' +
      'Rows are scoped besides: an insurer and an enterprise see only their own.',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
    args: {
      roles: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(roleEnum))),
        description: 'The roles; a viewer has exactly one for each token.',
      },
    },
  });
}
