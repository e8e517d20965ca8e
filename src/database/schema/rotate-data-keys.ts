import pg from 'pg';
import type { Vault } from '../../kernel/vault.js';

const pieceOfWork = 100;

interface SealedRow {
  place: string;
  sealed: string;
}

/**
 * Seals a column again with the first data key, a few rows at a time beside all other work; returns how many
 * there were. As the owner: some of these rows nobody else may change.
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
