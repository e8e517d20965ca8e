import { sql } from 'kysely';
import { defineLoader } from '../kernel/loader.js';

export const nameOfActor = defineLoader<string, { id: string; name: string }>(
  'name of actor',
  async (em, ids) => {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from account where id = any(${ids}::uuid[])
      union all select id, name from machine_credential where id = any(${ids}::uuid[])`.execute(em.getKysely());
    return rows;
  },
  ({ id }) => id,
);
