import { LRUCache } from 'lru-cache';
import { onePlan, planEachTime } from '../../kernel/lists/list-statement.js';
import type { SessionRole } from '../schema/row-security.js';

/** Rows by their keys, whose plan is the same whatever the keys. */
const byKeys = /= any\(\$1::(\w+\[\])\)/;

/** A statement that comes once or twice is not worth a place in PostgreSQL's memory. */
const usesBeforeName = 3;
const mostTexts = 2_000;

interface Known {
  uses: number;
  number: number;
  text: string;
}

/** What is sent for a statement, and under which name. */
export interface NamedStatement {
  name?: string;
  text: string;
}

/**
 * Names for look-ups and lists that come again and again: PostgreSQL parses, rewrites and plans such a statement once for each
 * connection. Each role has names of its own, because row security makes another statement of the same text.
 *
 * For a list of one key it expects one row, and ten for a list that it does not know: what it would keep looks dearer than
 * planning again. In a sub-select it never knows the list.
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
