import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLNonNull } from 'graphql';

/** Cost of a field without its selections, by schema coordinate: `Query.recipientStatistics`. */
export type Costs = Record<string, number>;

export const costDirective = new GraphQLDirective({
  name: 'cost',
  description:
    'What this field costs beside its selections, in the unit of `COMPLEXITY_EXCEEDED` and of the budget of a minute: ' +
    'about 30 for a millisecond of work. Other fields cost 1; a page costs its fields as often as it has rows, and its ' +
    '`totalCount` once.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { weight: { type: new GraphQLNonNull(GraphQLInt), description: 'The cost.' } },
});
