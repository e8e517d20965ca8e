import type pg from 'pg';
import { eventShapes } from '../../src/modules.js';

type Sql = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Checks that events have the shapes that modules declare; reads some events of each type. */
export async function requireShapes(sql: Sql): Promise<void> {
  const events = await sql<{ type: keyof typeof eventShapes; data: unknown }>(`
    select type, data from (
      select type, data, row_number() over (partition by type order by id desc) as place
      from event) as numbered
    where place <= 20`);
  for (const { type, data } of events) {
    const fault = eventShapes[type]?.safeParse(data).error;
    if (fault) throw new Error(`${type} carries ${JSON.stringify(data)}: ${fault.message}`);
  }
}
