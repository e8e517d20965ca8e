import type { FeedDatabase } from '../feed-database.js';
import type { NewFile } from '../file-store.js';
import type { CodeLists, FeedNotice, FeedRelease } from '../published.sql.js';
import type { Selection } from '../selection.js';

/** What a file of a release is created from. */
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
  /** How this format differs from others, in Chinese and English. */
  description: [chinese: string, english: string];
  /** Its name in the EU's list of file types. */
  fileType: string;
  /** Whether it is a text format, which is worth compressing. */
  text: boolean;
  write: (source: FormatSource, file: NewFile) => Promise<void>;
}

/** COPY options that write lines of text without escaping: JSON never contains these two characters unescaped. */
export const rawLines = `format csv, delimiter E'\\x02', quote E'\\x01'`;
