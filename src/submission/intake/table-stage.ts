import { type RawBuilder, sql } from 'kysely';
import type { DedicatedConnection } from '../../database/connections/dedicated-connection.js';
import { type FoundRow, type Stage, stageColumns } from '../../policy/rows/stage.js';

const optional = new Set(['coinsurance_no', 'as_sent']);
const columns = sql.raw(
  Object.entries(stageColumns)
    .map(([name, type]) => `${name} ${type} ${optional.has(name) ? 'null' : 'not null'}`)
    .join(', '),
);

/** The stage of a file's rows: a temporary table of a session. Only the rows `from` to `to` are compared. */
export class TableStage implements Stage {
  /** One index look-up for each row; hashing all companies for every chunk would cost more than the chunk. */
  readonly enterpriseId = sql`(select id from enterprise where credit_code = stage.credit_code limit 1)`;
  readonly placeInFile = sql`stage.row_number`;
  readonly returning = sql``;
  readonly isCompared: RawBuilder<unknown>;
  readonly session: DedicatedConnection;
  readonly institutionId: string;
  readonly submissionId: string;

  constructor(
    session: DedicatedConnection,
    { id, institutionId }: { id: string; institutionId: string },
    { from, to } = { from: 0, to: 0 },
  ) {
    this.session = session;
    this.institutionId = institutionId;
    this.submissionId = id;
    this.isCompared = sql`stage.row_number between ${from}::int and ${to}::int`;
  }

  /** Creates the table; it gets indexes where it will have the rows of a whole file. */
  static async create(session: DedicatedConnection, whole: boolean): Promise<void> {
    await sql`create temporary table stage (${columns})`.execute(session.getKysely());
    if (!whole) return;
    await sql`create index on stage (policy_no)`.execute(session.getKysely());
    await sql`create index on stage (row_number)`.execute(session.getKysely());
  }

  as(name: string): RawBuilder<unknown> {
    return sql`stage as ${sql.raw(name)}`;
  }

  copy(lines: string): Promise<void> {
    return this.session.copy('copy stage from stdin', lines);
  }

  async removeRows<Found extends FoundRow>(found: RawBuilder<Found>): Promise<Found[]> {
    const { rows } = await sql<Found>`
      with refused as (${found})
      delete from stage using refused where stage.row_number = refused."rowNumber" returning refused.*`.execute(
      this.session.getKysely(),
    );
    return rows;
  }

  /** Inserts the companies whose code is not known yet. */
  async enterCompanies(): Promise<void> {
    await sql`
      insert into enterprise (credit_code, name)
      select distinct on (credit_code) credit_code, enterprise_name from stage
      where ${this.enterpriseId} is null
      order by credit_code, row_number
      on conflict (credit_code) do nothing`.execute(this.session.getKysely());
  }

  async empty(): Promise<void> {
    await sql`truncate stage`.execute(this.session.getKysely());
  }
}
