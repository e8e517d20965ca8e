import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { Context } from '../../access/context.js';
import { repeatable } from '../../database/answer-again.js';

/** Makes mutations with a `version` idempotent: the same request again gets the same answer. */
export function declareRepeatable(schema: GraphQLSchema): void {
  const mutations: Record<string, GraphQLField<unknown, Context>> = schema.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(mutations)) {
    if (!isRepeatable(field)) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context, info) => {
      const { accountId, role, subjectId } = context.viewer;
      const work = async () => resolve(source, args, context, info);
      if (!accountId) return work();
      const operation = [field.name, role, subjectId].join('/');
      return repeatable({ accountId, operation, input: args, now: context.clock.now() }, work);
    };
  }
}

/** Whether the input has a version but no idempotency key. With a key, the key identifies a repeated request. */
export function isRepeatable(field: Pick<GraphQLField<unknown, never>, 'args'>): boolean {
  const names = field.args.flatMap(({ type }) => {
    const named = getNamedType(type);
    return isInputObjectType(named) ? Object.keys(named.getFields()) : [];
  });
  return names.includes('version') && !names.includes('idempotencyKey');
}
