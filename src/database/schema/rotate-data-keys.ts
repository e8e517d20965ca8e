import pg from 'pg';
import type { Vault } from '../../kernel/vault.js';

const pieceOfWork = 100;

interface SealedRow {
  place: string;
  sealed: string;
}

/**
 * Encrypts a column again with the first data key, a few rows at a time while the system is in use. Returns the number
 * of values. Runs as the owner, because nobody else may change some of these rows.
 */
export async function rotateColumn(client: pg.Client, vault: Vault, table: string, column: string, place: string) {
  const [name, field] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
  for (let rotated = 0; ;) {
    await client.query('begin');
    const { rows } = await client.query<SealedRow>(
      `select ctid::text as place, ${field} as sealed from ${name}
       where split_part(${field}, '.', 1) <> $1 limit ${pieceOfWork} for update`,
      [vault.activeKey],
    );
    for (const row of rows) {
      const resealed = vault.seal(vault.open(row.sealed, place), place);
      await client.query(`update ${name} set ${field} = $1 where ctid = $2::tid`, [resealed, row.place]);
    }
    await client.query('commit');
    rotated += rows.length;
    if (rows.length < pieceOfWork) return rotated;
  }
}
