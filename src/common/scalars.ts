import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';

/** A calendar day without a time, as text: the day that is meant, whatever the server's time zone. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day as YYYY-MM-DD. Deadlines run to the end of the day named, in Asia/Shanghai.',
});

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant as RFC 3339 with its offset, for example "2025-09-01T16:00:00.000Z".',
});

export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Structured details whose shape the description of the field gives.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
