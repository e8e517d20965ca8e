import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../../database/session/executor.js';
import { type FoundRow, type Stage, stageColumns } from './stage.js';
import { type StagedRow, stagedValues } from './staged-row.js';
import { named } from '../../database/schema/columns.js';

const types = sql.raw(
  Object.entries({ ...stageColumns, enterprise_id: 'uuid' })
    .map(([name, type]) => `${name} ${type}`)
    .join(', '),
);

/** The rows of a mutation: they are few and are sent with each statement. */
export class ListedStage implements Stage {
  readonly isCompared = sql`true`;
  readonly enterpriseId = sql`stage.enterprise_id`;
  /** The results of the rows of a mutation are stored in `submission_row`. */
  readonly placeInFile = sql`null::int`;
  readonly returning = sql`returning id, ${named('policy_no')}`;
  readonly session: Executor;
  readonly institutionId: string;
  submissionId: string | null = null;
  #rows: StagedRow[];
  #enterpriseIds = new Map<string, string>();

  constructor(session: Executor, institutionId: string, rows: StagedRow[]) {
    this.session = session;
    this.institutionId = institutionId;
    this.#rows = rows;
  }

  get size(): number {
    return this.#rows.length;
  }

  as(name: string): RawBuilder<unknown> {
    const rows = this.#rows.map((row) => ({
      ...stagedValues(row),
      enterprise_id: this.#enterpriseIds.get(row.row.creditCode) ?? null,
    }));
    return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${sql.raw(name)} (${types})`;
  }

  async removeRows<Found extends FoundRow>(found: RawBuilder<Found>): Promise<Found[]> {
    const { rows } = await found.execute(this.session.getKysely());
    const taken = new Set(rows.map(({ rowNumber }) => rowNumber));
    this.#rows = this.#rows.filter(({ number }) => !taken.has(number));
    return rows;
  }

  /** Inserts the companies whose code is not known yet, and reads the ids of all. */
  async enterCompanies(): Promise<void> {
    const codes = this.#rows.map(({ row }) => row.creditCode);
    const names = this.#rows.map(({ row }) => row.enterpriseName);
    const { rows } = await sql<{ creditCode: string; id: string }>`
      select ${named('credit_code', 'id')} from enterprises_by_code(${codes}::text[], ${names}::text[])`.execute(
      this.session.getKysely(),
    );
    this.#enterpriseIds = new Map(rows.map(({ creditCode, id }) => [creditCode, id]));
  }
}
