import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { Extensions } from 'type-graphql';
import { columnOf, plainColumnsOf, tableOf } from './columns.js';

/**
 * The parts of the statement for the rows of a field, which PostgreSQL reads together with the page that they belong
 * to.
 */
export interface RelatedRows {
  /** The SQL expression of each property of a row. */
  select: Record<string, RawBuilder<unknown>>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  /** The order, if there are many rows. */
  orderBy?: RawBuilder<unknown>;
}

/** Returns the SQL of a property of the row that the field belongs to. */
export type OwnerProperty = (name: string) => RawBuilder<unknown>;

export interface Relation {
  many: boolean;
  /** Properties of the owner that the statement uses. */
  needs: readonly string[];
  /** Returns the rows. `own` is their alias in the statement, which prevents confusion with columns of the owner. */
  rows: (owner: OwnerProperty, own: string) => RelatedRows;
}

/** Set on a field by `@ReadsOne` and `@ReadsMany`. */
export interface RelationExtension {
  relation?: Relation;
}

/**
 * Declares in SQL the row that the decorated resolver reads with a loader: at most one. Both return the same, under the
 * same row security; a test compares them.
 */
export function ReadsOne(needs: readonly string[], rows: Relation['rows']): MethodDecorator {
  return declare({ many: false, needs, rows });
}

/** As `ReadsOne`, for a list of rows. */
export function ReadsMany(needs: readonly string[], rows: Relation['rows']): MethodDecorator {
  return declare({ many: true, needs, rows });
}

/** Reads the row of an entity whose key is stored in a property of the owner. */
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

/** Set on a query by `@FindsOnly`. */
export interface LookupExtension {
  lookup?: true;
}

/** Declares that the decorated query returns the result of `findOnly`, so that PostgreSQL can write it as JSON. */
export const FindsOnly = (): MethodDecorator =>
  Extensions({ lookup: true } satisfies LookupExtension) as MethodDecorator;

/** Set on a subscription by `@PassesOn`. */
export interface PassedOnExtension {
  passedOn?: true;
}

/**
 * Declares that the decorated subscription returns objects that loaders find by id unchanged, so that PostgreSQL can
 * write them as JSON.
 */
export const PassesOn = (): MethodDecorator =>
  Extensions({ passedOn: true } satisfies PassedOnExtension) as MethodDecorator;

const declare = (relation: Relation) => Extensions({ relation } satisfies RelationExtension) as MethodDecorator;
