import { GraphQLError } from 'graphql';

/** What an operation asks for takes longer to read than it may. */
export class TookTooLong extends GraphQLError {
  constructor() {
    super('This took too long to read and was stopped. Ask for fewer rows or a narrower filter, or try again later', {
      extensions: { code: 'COMPLEXITY_EXCEEDED' },
    });
  }
}
