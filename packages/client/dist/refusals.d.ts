import type { UserErrorCode } from './generated/graphql.js';
import { schemaFacts } from './generated/schema-facts.js';
/** The codes that a mutation can return, as the schema declares them with `@refuses`. */
export type RefusalOf<Mutation extends keyof typeof schemaFacts.refusals> = (typeof schemaFacts.refusals)[Mutation][number] & UserErrorCode;
export declare const refusalsOf: Readonly<Record<string, readonly string[]>>;
