import { DirectiveLocation, GraphQLDirective, GraphQLEnumType, GraphQLList, GraphQLNonNull } from 'graphql';
import { Extensions } from 'type-graphql';
import { Role } from './role.js';

/** What `@Access` leaves on a type, an operation or a field; the gateway enforces it and prints it into the SDL. */
export interface AccessExtension {
  access?: Role[];
}

/**
 * Who may read this field or call this operation. On a type it holds for every field without one of its own.
 * The schema does not build while any field is without an answer.
 */
export function Access(...roles: Role[]): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ access: roles } satisfies AccessExtension) as MethodDecorator &
    PropertyDecorator &
    ClassDecorator;
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
