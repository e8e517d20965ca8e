import { LRUCache } from 'lru-cache';
import { onePlan, planEachTime } from '../../kernel/lists/list-statement.js';
import type { SessionRole } from '../schema/row-security.js';

/** Look-ups of rows by key, whose best plan does not depend on the keys. */
const byKeys = /= any\(\$1::(\w+\[\])\)/;

/** A statement that is used only once or twice is not worth memory in PostgreSQL. */
const usesBeforeName = 3;
const mostTexts = 2_000;

interface Known {
  uses: number;
  number: number;
  text: string;
}

/** The text that is sent for a statement, and its name if it is prepared. */
export interface NamedStatement {
  name?: string;
  text: string;
}

/**
 * Assigns names to frequent look-ups and lists, so that PostgreSQL parses, rewrites and plans each of them once per
 * connection. Each role has its own names, because row security changes the statement.
 *
 * The planner expects one row for a given list of one key, but ten rows for an unknown list. So the generic plan would
 * look more expensive than planning again each time. In a sub-select the list is always unknown, so the generic plan is
 * used.
 */
export class StatementNames {
  readonly #known = new LRUCache<string, Known>({ max: mostTexts });
  #last = 0;

  of(text: string, role: SessionRole): NamedStatement {
    if (text.startsWith(planEachTime) || (!text.startsWith(onePlan) && !byKeys.test(text))) return { text };
    const known = this.#known.get(text);
    if (!known) {
      this.#last += 1;
      this.#known.set(text, { uses: 1, number: this.#last, text: text.replace(byKeys, '= any((select $$1::$1)::$1)') });
      return { text };
    }
    known.uses += 1;
    return known.uses > usesBeforeName ? { name: `${role.toLowerCase()}_${known.number}`, text: known.text } : { text };
  }
}
