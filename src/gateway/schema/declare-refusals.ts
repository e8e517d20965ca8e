import {
  type ConstDirectiveNode,
  defaultFieldResolver,
  DirectiveLocation,
  GraphQLDirective,
  type GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import type { UserError } from '../../kernel/errors/user-error.js';
import { refusalsOf } from '../generated/refusals-of.js';

/** Definition of the directive `@refuses(codes: […])`. */
export function refusesDirective(codes: GraphQLEnumType): GraphQLDirective {
  return new GraphQLDirective({
    name: 'refuses',
    description:
      'Which codes the `userErrors` of this mutation can have, those of its rows included. Codes may be added: have an answer for one that you do not know.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      codes: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(codes))),
        description: 'The codes, by the alphabet.',
      },
    },
  });
}

/** Adds `@refuses` to each mutation, and checks that it returns no other code: clients depend on the declared ones. */
export function declareRefusals(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const codes = refusalsOf[field.name] ?? [];
    if (codes.length > 0) {
      const directives = (field.extensions['directives'] ?? []) as ConstDirectiveNode[];
      field.extensions = { ...field.extensions, directives: [...directives, refuses(codes)] };
    }
    const { resolve = defaultFieldResolver } = field;
    field.resolve = async (...given) => {
      const payload = (await resolve(...given)) as { userErrors?: UserError[] } | null;
      const undeclared = payload?.userErrors?.filter(({ code }) => !codes.includes(code)) ?? [];
      if (undeclared.length > 0) warn(field.name, undeclared);
      return payload;
    };
  }
}

function refuses(codes: readonly string[]): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'refuses' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'codes' },
        value: { kind: Kind.LIST, values: codes.map((value) => ({ kind: Kind.ENUM, value })) },
      },
    ],
  };
}

function warn(mutation: string, errors: UserError[]): void {
  const codes = [...new Set(errors.map(({ code }) => code))].join(', ');
  process.emitWarning(`${mutation} answered ${codes}, which the schema does not declare: run \`npm run schema\``, {
    type: 'UndeclaredRefusal',
  });
}
