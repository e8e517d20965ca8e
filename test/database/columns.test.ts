import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnsOf, named } from '../../src/database/schema/columns.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { entities } from '../../src/modules.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

test('the columns of every entity are those of its table, under the names of its properties', async () => {
  const { em } = gateway.database;
  for (const entity of entities) {
    const { tableName, props } = em.getMetadata().get(entity);
    const stored = props.filter(({ persist }) => persist !== false);
    const query = sql`select ${columnsOf(entity)} from ${sql.table(tableName)} limit 0`;
    const text = query.compile(em.getKysely()).sql;
    await new RequestTransaction(em, systemSession).inSnapshot((own) => sql.raw(text).execute(own.getKysely()));
    for (const { name, fieldNames } of stored) {
      const [column] = fieldNames;
      expect(text).toContain(column === name ? `"${column}"` : `"${column}" as "${name}"`);
    }
  }
});

test('a column is selected under the name of its property, or under another one', async () => {
  const query = sql`select ${named('code', 'row.list_date::text', 'code as loader_key')}
    from (values ('a', date '2025-03-01')) as row (code, list_date)`;
  const { rows } = await new RequestTransaction(gateway.database.em, systemSession).inSnapshot((em) =>
    query.execute(em.getKysely()),
  );
  expect(rows).toEqual([{ code: 'a', listDate: '2025-03-01', loaderKey: 'a' }]);
  expect(() => named('now() as today')).toThrow('not the name of a column');
});
