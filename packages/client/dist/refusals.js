import { schemaFacts } from './generated/schema-facts.js';
export const refusalsOf = schemaFacts.refusals;
