import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { named } from '../../database/schema/columns.js';
import { RequestTransaction } from '../../database/session/request-transaction.js';
import { globalId } from '../../kernel/values/global-id.js';
import { idOfRulesInForce } from '../../programme/rules-in-force.js';
import { newestReleases } from '../newest-releases.sql.js';
import type { KeptReleases, SeenRelease } from './kept-releases.js';
import type { ListNames, Names, RecipientList } from './release-lines.js';

/** The newest release of a notice, and the names of its codes. */
interface Newest {
  release: SeenRelease;
  names: ListNames;
}

type NewestOfNotices = ReadonlyMap<string, Newest>;

/**
 * The newest list of each notice with the names of its codes. Which lists there are is read once in each generation, so
 * unknown notices need no statement; the lines are those in memory. Until both are read, the database answers.
 */
export class RecipientLists {
  readonly #em: EntityManager;
  readonly #releases: KeptReleases;
  readonly #failed: (error: unknown) => void;
  #generation = 0;
  #newest: NewestOfNotices | undefined;
  #isReading = false;

  constructor(em: EntityManager, releases: KeptReleases, failed: (error: unknown) => void) {
    this.#em = em;
    this.#releases = releases;
    this.#failed = failed;
  }

  /** Returns the list of this notice; undefined while it is being read, or if there is no room for it. */
  find(generation: number, noticeKey: string): RecipientList | undefined {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#newest = undefined;
    }
    if (!this.#newest) void this.#read(generation, noticeKey);
    const newest = this.#newest?.get(noticeKey);
    const lines = newest && this.#releases.find(newest.release);
    return lines && { lines, names: newest.names };
  }

  /** Reads which lists there are, and the lines of the requested one. After a failure the next request tries again. */
  async #read(generation: number, noticeKey: string): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const newest = await this.#readNewest();
      const wanted = newest.get(noticeKey);
      if (wanted) this.#releases.find(wanted.release);
      if (generation === this.#generation) this.#newest = newest;
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isReading = false;
    }
  }

  async #readNewest(): Promise<NewestOfNotices> {
    const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
    try {
      const em = await db.read();
      const releases = await newestReleases(em, sql`true`);
      const programmes = new Set(releases.map(({ programmeId }) => programmeId));
      const names = await readCatalogues(em, [...programmes]);
      return new Map(
        releases.map(({ programmeId, ...release }) => [
          release.noticeId,
          { release, names: names.get(programmeId) as ListNames },
        ]),
      );
    } finally {
      await db.end();
    }
  }
}

async function readCatalogues(em: EntityManager, programmeIds: string[]): Promise<Map<string, ListNames>> {
  const regions = await readNames(em, 'Region', sql`region`);
  const kinds = await readNames(em, 'QualificationKind', sql`qualification_kind`);
  const catalogues = new Map<string, ListNames>();
  for (const programmeId of programmeIds) {
    const rules = idOfRulesInForce(sql`${programmeId}::uuid`);
    const products = await readNames(em, 'Product', sql`product where rules_id = ${rules} order by position`);
    catalogues.set(programmeId, { regions, kinds, products });
  }
  return catalogues;
}

async function readNames(em: EntityManager, type: string, from: ReturnType<typeof sql>): Promise<Names> {
  const key = { Product: sql`rules_id || '/' || code`, Region: sql`id::text` }[type] ?? sql`code`;
  const { rows } = await sql<{ key: string; code: string; name: string; nameInEnglish: string }>`
    select ${key} as key, ${named('code', 'name', 'name_in_english')} from ${from}`.execute(em.getKysely());
  return new Map(rows.map(({ key: found, ...row }) => [row.code, { id: globalId(type, found), ...row }]));
}
