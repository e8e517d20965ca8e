import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChosenRows } from '../../kernel/lists/list-statement.js';
import type { KeptReleases, SeenRelease } from './kept-releases.js';
import type { KeptStates } from './kept-states.js';
import type { LineStates } from './line-states.js';
import { pageOfLines, type PlaceArguments, placesFrom, type Walk } from './page-of-lines.js';
import { keyAt, type LineOrder, type ReleaseLines } from './release-lines.js';
import { countSelected, type LineFilter, selectLines } from './select-lines.js';

declare module '../../access/shared-services.js' {
  interface SharedServices {
    /** Absent if no gateway runs. */
    publishedLists?: PublishedLists;
  }
}

/** The lines of a release, with their states if these were requested. */
export interface SeenLines {
  lines: ReleaseLines;
  states: LineStates | undefined;
}

/**
 * Finds lists in memory for readers in a snapshot. The snapshot determines the newest release, and the change up to
 * which its lines have states, so the result is the same as from the database.
 */
export class PublishedLists {
  readonly #releases: KeptReleases;
  readonly #states: KeptStates;

  constructor(releases: KeptReleases, states: KeptStates) {
    this.#releases = releases;
    this.#states = states;
  }

  /** Returns the lines from which a filter selects; undefined if the database has to be used. */
  async find(em: EntityManager, release: SeenRelease, { statuses }: LineFilter): Promise<SeenLines | undefined> {
    const lines = this.#releases.find(release);
    if (!lines || !statuses) return lines && { lines, states: undefined };
    const states = await this.#states.find(em, release, lines);
    return states && { lines, states };
  }
}

/**
 * Returns the rows of a page and of the line after it, and the number of all rows; undefined if the database has to be
 * used.
 */
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

/** Returns the rows from a line on, and the number of all rows; undefined if the database has to be used. */
export function chooseFrom(
  { lines, states }: SeenLines,
  filter: LineFilter,
  order: LineOrder,
  from: Walk,
): { keys: string[]; count: number } | undefined {
  const selection = selectLines(lines, filter, states);
  if (!selection) return undefined;
  const places = placesFrom(lines, selection, order, from);
  return { keys: places.map((one) => keyAt(lines, one)), count: countSelected(lines, selection) };
}
