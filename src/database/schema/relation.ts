import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { Extensions } from 'type-graphql';
import { columnOf, plainColumnsOf, tableOf } from './columns.js';

/** The rows that a field reads, in parts: PostgreSQL then reads them in the statement of the page they belong to. */
export interface RelatedRows {
  /** What each property of a row is made of. */
  select: Record<string, RawBuilder<unknown>>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  /** The order of many rows. */
  orderBy?: RawBuilder<unknown>;
}

/** Names a property of the row that the field belongs to. */
export type OwnerProperty = (name: string) => RawBuilder<unknown>;

export interface Relation {
  many: boolean;
  /** Properties of the owner that the statement needs. */
  needs: readonly string[];
  /** `own` is what the rows are called in the statement, so that no column is mistaken for one of the owner. */
  rows: (owner: OwnerProperty, own: string) => RelatedRows;
}

/** What `@ReadsOne` and `@ReadsMany` leave on a field. */
export interface RelationExtension {
  relation?: Relation;
}

/**
 * Says in SQL what the resolver below reads by a loader: at most one row. Both give the same, under the same row
 * security; a test compares them.
 */
export function ReadsOne(needs: readonly string[], rows: Relation['rows']): MethodDecorator {
  return declare({ many: false, needs, rows });
}

/** As `ReadsOne`, for a list. */
export function ReadsMany(needs: readonly string[], rows: Relation['rows']): MethodDecorator {
  return declare({ many: true, needs, rows });
}

/** The row of an entity whose key is in this property of the owner. */
export function ReadsByKey<Row extends object>(
  entity: () => EntityClass<Row>,
  property: string,
  key: keyof Row & string = 'id' as keyof Row & string,
): MethodDecorator {
  return ReadsOne([property], (owner, own) => ({
    select: plainColumnsOf(entity(), own),
    from: sql`${sql.id(tableOf(entity()))} as ${sql.id(own)}`,
    where: sql`${sql.id(own, columnOf(entity(), key))} = ${owner(property)}`,
  }));
}

/** What `@FindsOnly` leaves on a query. */
export interface LookupExtension {
  lookup?: true;
}

/** Says that the query below returns what `findOnly` finds, so that PostgreSQL can write it as JSON. */
export const FindsOnly = (): MethodDecorator =>
  Extensions({ lookup: true } satisfies LookupExtension) as MethodDecorator;

/** What `@PassesOn` leaves on a subscription. */
export interface PassedOnExtension {
  passedOn?: true;
}

/**
 * Says that the subscription below passes on the objects that loaders find by their ids, without looking into them, so that
 * PostgreSQL can write them as JSON.
 */
export const PassesOn = (): MethodDecorator =>
  Extensions({ passedOn: true } satisfies PassedOnExtension) as MethodDecorator;

const declare = (relation: Relation) => Extensions({ relation } satisfies RelationExtension) as MethodDecorator;
