import { defineLoader } from '../kernel/loader.js';
import { rowsAs } from '../kernel/node.js';
import { sql } from 'kysely';
import { Recipient } from './recipient.js';
import { recipientColumns } from './recipient-conditions.js';

export const recipientById = defineLoader(
  'recipient by id',
  async (em, ids) => {
    const { rows } = await sql<Recipient>`
      select ${recipientColumns} from recipient where id = any(${ids}::uuid[])`.execute(em.getKysely());
    return rowsAs(Recipient, rows);
  },
  (recipient) => recipient.id,
);
