import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { feedAddress } from '../database/schema/gateway-role.js';
import { SharedWork } from '../kernel/shared-work.js';
import { openPool } from '../database/connections/connections.js';

const connections = 4;

/** The database for the feed. Its role can only read the views of the schema `feed`. */
export class FeedDatabase {
  #pool: pg.Pool;
  #kysely: Kysely<unknown>;
  /** Shares reads: a hundred requests for files of a list read the list a hundred times otherwise. */
  readonly #shared = new SharedWork<unknown[]>();

  constructor(gatewayUrl: string, secretKey: string) {
    this.#pool = openPool({
      connectionString: feedAddress(gatewayUrl, secretKey),
      application_name: 'mianshen feed',
      options: '-c search_path=feed -c default_transaction_read_only=on -c timezone=UTC',
      max: connections,
    });
    this.#kysely = new Kysely({ dialect: new PostgresDialect({ pool: this.#pool }) });
  }

  /** Runs a query. Concurrent identical queries run once, because published data is the same for everybody. */
  async rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
    const { sql, parameters } = query.compile(this.#kysely);
    const read = async () => (await query.execute(this.#kysely)).rows;
    return [...((await this.#shared.run(JSON.stringify([sql, parameters]), read)) as Row[])];
  }

  /** Runs `COPY (query) TO STDOUT`: PostgreSQL writes the bytes, and the gateway passes them on. */
  async copy<T>(query: RawBuilder<unknown>, options: string, consume: (stream: NodeJS.ReadableStream) => Promise<T>) {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      const text = inlined(query.compile(this.#kysely), client);
      return await consume(client.query(copyTo(`copy (${text}) to stdout (${options})`)));
    } catch (error) {
      // A connection with an unfinished COPY cannot be used again.
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** COPY takes no parameters, so each one becomes a quoted literal. */
function inlined({ sql, parameters }: CompiledQuery, client: pg.PoolClient): string {
  return sql.replace(/\$(\d+)/g, (_, place: string) => client.escapeLiteral(String(parameters[Number(place) - 1])));
}
