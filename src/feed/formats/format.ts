import type { FeedDatabase } from '../feed-database.js';
import type { NewFile } from '../file-store.js';
import type { CodeLists, FeedNotice, FeedRelease } from '../published.sql.js';
import type { Selection } from '../selection.js';

/** What a file of a release is made from. */
export interface FormatSource {
  database: FeedDatabase;
  notice: FeedNotice;
  release: FeedRelease;
  selection: Selection;
  codes: () => Promise<CodeLists>;
  publisher: string;
}

export interface Format {
  extension: string;
  mediaType: string;
  title: string;
  /** What is different about this format, in both languages. */
  description: [chinese: string, english: string];
  /** Its name in the EU's list of file types. */
  fileType: string;
  /** Worth compressing on the way. */
  text: boolean;
  write: (source: FormatSource, file: NewFile) => Promise<void>;
}

/** Lines of text without any escaping: JSON never holds these two characters bare. */
export const rawLines = `format csv, delimiter E'\\x02', quote E'\\x01'`;
