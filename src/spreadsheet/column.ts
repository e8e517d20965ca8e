/** How the cells of a column are read: numbers, days and text come in many spellings. */
export type ColumnKind = 'identifier' | 'text' | 'date' | 'amount' | 'percent';

/** A column of a kind of file: the same declaration writes the template and finds the column again. */
export interface Column<Key extends string = string> {
  key: Key;
  kind: ColumnKind;
  required: boolean;
  /** The heading that the template writes. */
  heading: string;
  /** Other headings that mean the same, as the senders' own systems write them. */
  synonyms: readonly string[];
  /** For a column of days: 24:00 is the end of the day named, except here, where it is the start of the next day. */
  midnightIsNextDay?: boolean;
}

/** Headings are compared by what they mean: width, case, spaces, brackets and marks of a required field do not count. */
export function headingMeaning(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\((?:必填|选填|元|人民币|%|yuan|required|optional|yyyy.*?)\)/g, '')
    .replaceAll(/[\s*:_()[\]【】<>《》\-/、.。"'“”%\p{Cf}]/gu, '');
}

/** Finds a column by any heading that means it. */
export class ColumnIndex<Key extends string = string> {
  readonly columns: readonly Column<Key>[];
  readonly #meanings: Map<string, Column<Key>>;

  constructor(columns: readonly Column<Key>[]) {
    this.columns = columns;
    this.#meanings = new Map(
      columns.flatMap((column) =>
        [column.heading, column.key, ...column.synonyms].map((name) => [headingMeaning(name), column] as const),
      ),
    );
  }

  find(heading: string): Column<Key> | undefined {
    return this.#meanings.get(headingMeaning(heading));
  }
}
