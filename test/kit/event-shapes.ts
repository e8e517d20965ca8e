import type pg from 'pg';
import { loginRole } from '../../src/database/gateway-role.js';
import { eventShapes } from '../../src/modules.js';

type Sql = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

/** In the template of all test databases: notes which events the gateway wrote, as tests arrange some themselves. */
export const eventNotes = `
  create schema kit;
  create table kit.written_event (id bigint primary key);
  grant usage on schema kit to public;
  grant insert on kit.written_event to public;
  create function kit.note_event() returns trigger language plpgsql as $$
  begin
    if session_user = '${loginRole}' then insert into kit.written_event values (new.id); end if;
    return null;
  end $$;
  create trigger kit_note_event after insert on event for each row execute function kit.note_event();`;

/** Each event that the gateway wrote has the shape that its module declares; some of each type are read. */
export async function requireShapes(sql: Sql): Promise<void> {
  const events = await sql<{ type: keyof typeof eventShapes; data: unknown }>(`
    select type, data from (
      select type, data, row_number() over (partition by type order by id desc) as place
      from event join kit.written_event using (id)) as numbered
    where place <= 20`);
  for (const { type, data } of events) {
    const fault = eventShapes[type]?.safeParse(data).error;
    if (fault) throw new Error(`${type} carries ${JSON.stringify(data)}: ${fault.message}`);
  }
}
