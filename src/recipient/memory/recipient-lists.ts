import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { named } from '../../database/schema/columns.js';
import { RequestTransaction } from '../../database/session/request-transaction.js';
import { globalId } from '../../kernel/values/global-id.js';
import { idOfRulesInForce } from '../../programme/rules-in-force.js';
import type { KeptReleases, SeenRelease } from './kept-releases.js';
import type { ListNames, Names, RecipientList } from './release-lines.js';

/** The newest release of a notice, and the names of its codes. */
interface Newest {
  release: SeenRelease;
  names: ListNames;
}

/**
 * The newest list of each notice with the names of its codes. Names are read once in each generation; the lines are
 * those in memory. Until both are read, the database answers.
 */
export class RecipientLists {
  readonly #em: EntityManager;
  readonly #releases: KeptReleases;
  readonly #failed: (error: unknown) => void;
  readonly #newest = new Map<string, Newest | 'reading' | 'unknown'>();
  #generation = 0;

  constructor(em: EntityManager, releases: KeptReleases, failed: (error: unknown) => void) {
    this.#em = em;
    this.#releases = releases;
    this.#failed = failed;
  }

  /** Returns the list of this notice; undefined while it is being read, or if there is no room for it. */
  find(generation: number, noticeKey: string): RecipientList | undefined {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#newest.clear();
    }
    const newest = this.#newest.get(noticeKey);
    if (typeof newest === 'object') {
      const lines = this.#releases.find(newest.release);
      return lines && { lines, names: newest.names };
    }
    if (!newest) {
      this.#newest.set(noticeKey, 'reading');
      void this.#read(generation, noticeKey).catch(this.#failed);
    }
    return undefined;
  }

  async #read(generation: number, noticeKey: string): Promise<void> {
    const newest = await this.#readNewest(noticeKey);
    if (newest) this.#releases.find(newest.release);
    if (generation === this.#generation) this.#newest.set(noticeKey, newest ?? 'unknown');
  }

  async #readNewest(noticeKey: string): Promise<Newest | undefined> {
    const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
    try {
      const em = await db.read();
      const release = await newestRelease(em, noticeKey);
      return release && { release, names: await readCatalogue(em, release.programmeId) };
    } finally {
      await db.end();
    }
  }
}

async function newestRelease(
  em: EntityManager,
  noticeKey: string,
): Promise<(SeenRelease & { programmeId: string }) | undefined> {
  const { rows } = await sql<SeenRelease & { programmeId: string }>`
    select ${named('release.id', 'release.notice_id', 'release.number', 'recipient_count', 'notice.programme_id')}
    from notice_release as release join publicity_notice as notice on notice.id = release.notice_id
    where notice_id = ${noticeKey}::uuid order by number desc limit 1`.execute(em.getKysely());
  return rows[0];
}

async function readCatalogue(em: EntityManager, programmeId: string): Promise<ListNames> {
  const rules = idOfRulesInForce(sql`${programmeId}::uuid`);
  return {
    regions: await readNames(em, 'Region', sql`region`),
    kinds: await readNames(em, 'QualificationKind', sql`qualification_kind`),
    products: await readNames(em, 'Product', sql`product where rules_id = ${rules} order by position`),
  };
}

async function readNames(em: EntityManager, type: string, from: ReturnType<typeof sql>): Promise<Names> {
  const key = { Product: sql`rules_id || '/' || code`, Region: sql`id::text` }[type] ?? sql`code`;
  const { rows } = await sql<{ key: string; code: string; name: string; nameInEnglish: string }>`
    select ${key} as key, ${named('code', 'name', 'name_in_english')} from ${from}`.execute(em.getKysely());
  return new Map(rows.map(({ key: found, ...row }) => [row.code, { id: globalId(type, found), ...row }]));
}
