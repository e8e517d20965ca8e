import { LRUCache } from 'lru-cache';
import { onePlan } from '../../kernel/lists/list-statement.js';
import type { SessionRole } from '../schema/row-security.js';

/** Rows by their keys, whose plan is the same whatever the keys. */
const byKeys = /= any\(\$1(::\w+\[\])?\)/;

/** A statement that comes once or twice is not worth a place in PostgreSQL's memory. */
const usesBeforeName = 3;
const mostTexts = 2_000;

interface Known {
  uses: number;
  number: number;
}

/**
 * Names for look-ups and lists that come again and again: PostgreSQL parses, rewrites and plans such a statement once for each
 * connection. Each role has names of its own, because row security makes another statement of the same text.
 */
export class StatementNames {
  readonly #known = new LRUCache<string, Known>({ max: mostTexts });
  #last = 0;

  nameOf(text: string, role: SessionRole): string | undefined {
    if (!text.startsWith(onePlan) && !byKeys.test(text)) return undefined;
    const known = this.#known.get(text);
    if (!known) {
      this.#last += 1;
      this.#known.set(text, { uses: 1, number: this.#last });
      return undefined;
    }
    known.uses += 1;
    return known.uses > usesBeforeName ? `${role.toLowerCase()}_${known.number}` : undefined;
  }
}
