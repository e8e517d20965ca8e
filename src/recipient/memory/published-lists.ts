import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChosenRows } from '../../kernel/lists/list-statement.js';
import type { KeptReleases, SeenRelease } from './kept-releases.js';
import type { KeptStates } from './kept-states.js';
import type { LineStates } from './line-states.js';
import { pageOfLines, type PlaceArguments } from './page-of-lines.js';
import { keyAt, type LineOrder, type ReleaseLines } from './release-lines.js';
import { countSelected, type LineFilter, selectLines } from './select-lines.js';

declare module '../../access/shared-services.js' {
  interface SharedServices {
    /** Absent where no gateway runs. */
    publishedLists?: PublishedLists;
  }
}

/** The lines of a release, with their states where they were asked for. */
export interface SeenLines {
  lines: ReleaseLines;
  states: LineStates | undefined;
}

/**
 * The lists in memory for those who read in a snapshot: it says which release is the newest, and up to which change its lines
 * have their states. So what is found here is what the database would find for the same reader.
 */
export class PublishedLists {
  readonly #releases: KeptReleases;
  readonly #states: KeptStates;

  constructor(releases: KeptReleases, states: KeptStates) {
    this.#releases = releases;
    this.#states = states;
  }

  /** What a filter selects from; undefined where the database has to. */
  async find(em: EntityManager, release: SeenRelease, { statuses }: LineFilter): Promise<SeenLines | undefined> {
    const lines = this.#releases.find(release);
    if (!lines || !statuses) return lines && { lines, states: undefined };
    const states = await this.#states.find(em, release, lines);
    return states && { lines, states };
  }
}

/** The rows of a page and of the line beyond it, and how many all pages have; undefined where the database has to say. */
export function choosePage(
  { lines, states }: SeenLines,
  filter: LineFilter,
  order: LineOrder,
  place: PlaceArguments,
): ChosenRows | undefined {
  const selection = selectLines(lines, filter, states);
  const page = selection && pageOfLines(lines, selection, order, place);
  if (!page) return undefined;
  const { places, beyond } = page;
  const wanted = beyond === undefined ? places : [...places, beyond];
  return { keys: wanted.map((one) => keyAt(lines, one)), count: () => countSelected(lines, selection) };
}
