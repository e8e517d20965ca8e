import { GraphQLError } from 'graphql';

/** Reading the requested data exceeded the time limit. */
export class TookTooLong extends GraphQLError {
  constructor() {
    super('This took too long to read and was stopped. Ask for fewer rows or a narrower filter, or try again later', {
      extensions: { code: 'COMPLEXITY_EXCEEDED' },
    });
  }
}
