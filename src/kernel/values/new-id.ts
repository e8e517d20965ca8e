import { v7 } from 'uuid';

/**
 * The id of a new row. Ids of one gateway rise in the order in which they were made, as PostgreSQL's uuidv7() does, so that
 * rows of the same moment keep their order in a list. What nobody may guess takes a random id instead.
 */
export const newId = (): string => v7();
