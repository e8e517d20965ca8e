/** The kind of value in a column, which decides how its cells are read. */
export type ColumnKind = 'identifier' | 'text' | 'date' | 'amount' | 'percent';

/** A column of a kind of file. The same declaration writes the template and finds the column in a file. */
export interface Column<Key extends string = string> {
  key: Key;
  kind: ColumnKind;
  required: boolean;
  /** The heading that the template writes. */
  heading: string;
  /** Other headings with the same meaning, as the senders' systems write them. */
  synonyms: readonly string[];
  /** For a column of days: whether 24:00 is the start of the next day. By default it is the end of the day. */
  midnightIsNextDay?: boolean;
}

/** Returns a heading for comparison: width, case, spaces, brackets and marks of a required field are ignored. */
export function headingMeaning(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\((?:必填|选填|元|人民币|%|yuan|required|optional|yyyy.*?)\)/g, '')
    .replaceAll(/[\s*:_()[\]【】<>《》\-/、.。"'“”%\p{Cf}]/gu, '');
}

/** Finds a column by its heading or a synonym. */
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
