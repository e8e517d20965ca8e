import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { Context } from '../../access/context.js';
import { repeatable } from '../../database/answer-again.js';

/** Every mutation that changes what its client saw in some version answers the same request again. */
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

/** Whether its input has a version and no key: with a key, the key shows that it is the same request. */
export function isRepeatable(field: Pick<GraphQLField<unknown, never>, 'args'>): boolean {
  const names = field.args.flatMap(({ type }) => {
    const named = getNamedType(type);
    return isInputObjectType(named) ? Object.keys(named.getFields()) : [];
  });
  return names.includes('version') && !names.includes('idempotencyKey');
}
