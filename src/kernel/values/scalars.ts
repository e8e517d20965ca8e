import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';
import { readAs, unlessRefused } from './read-as.js';

/** Years that policies have: any other one is a typing error, and PostgreSQL has no year 0. */
const usualYear = /^(19|2\d)\d\d-/;

/** A calendar day without a time, as text: the same day in every time zone. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  ...readAs(
    (found) => `Write a day that the calendar has, from 1900-01-01 to 2999-12-31, as "2025-03-31"; found ${found}`,
    (value) =>
      typeof value === 'string' && usualYear.test(value)
        ? unlessRefused(GraphQLLocalDate.parseValue, value)
        : undefined,
  ),
  serialize: writeDay,
  name: 'Date',
  description:
    'A calendar day as YYYY-MM-DD, from 1900 to 2999. Deadlines run to the end of the day named, in Asia/Shanghai.',
});

const plainDay = /^\d{4}-\d{2}-\d{2}$/;

/** A day that PostgreSQL wrote is valid; only other values are checked. */
function writeDay(value: unknown): unknown {
  return typeof value === 'string' && plainDay.test(value) ? value : GraphQLLocalDate.serialize(value);
}

/** PostgreSQL writes an instant as `2025-08-20 02:00:00.123+00`; statements without an entity return this text. */
function instantOf(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')) : value;
}

const writtenInstant = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/;

/** Converts PostgreSQL's text to RFC 3339 with milliseconds, without creating a Date. */
function writeInstant(value: unknown): unknown {
  const written = typeof value === 'string' ? writtenInstant.exec(value) : null;
  if (!written) return GraphQLDateTimeISO.serialize(instantOf(value));
  const [, day, time, fraction = ''] = written;
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  ...readAs(
    (found) => `Write an instant with its offset, as "2025-09-01T16:00:00+08:00"; found ${found}`,
    (value) => unlessRefused(GraphQLDateTimeISO.parseValue, value),
  ),
  serialize: writeInstant,
  name: 'DateTime',
  description: 'An instant as RFC 3339 with its offset, for example "2025-09-01T16:00:00.000Z".',
});

export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Structured details whose shape the description of the field gives.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
