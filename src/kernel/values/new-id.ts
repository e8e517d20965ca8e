import { v7 } from 'uuid';

/**
 * Returns the id of a new row. The ids of one gateway are ascending, as those of PostgreSQL's uuidv7(), so that rows of
 * the same moment keep their order in a list. For what must not be guessable, use a random id instead.
 */
export const newId = (): string => v7();
