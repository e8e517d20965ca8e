import { createHash } from 'node:crypto';
import type { FeedDatabase } from './feed-database.js';
import { type ContentCoding, FileStore, type StoredFile } from './file-store.js';
import type { Format } from './formats/format.js';
import { formats } from './formats/formats.js';
import { allNotices, codeLists, type FeedNotice, type FeedRelease } from './published.sql.js';
import { everything, type Selection } from './selection.js';

/** Increment this when the bytes of a format change, so that older stored files are not sent. */
const formatVersion = 2;

export interface WantedFile {
  notice: FeedNotice;
  release: FeedRelease;
  format: Format;
  /** All lines if absent. */
  selection?: Selection;
  coding?: ContentCoding;
  /** The client that requests the file; clients take turns. */
  client?: string;
}

/** Files of releases and of selections of their lines. They are created once, if possible in the background. */
export class ReleaseFiles {
  #database: FeedDatabase;
  #store: FileStore;
  #publisher: string;
  #preparing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(database: FeedDatabase, { dataFolder, publisher }: { dataFolder: string; publisher: string }) {
    this.#database = database;
    this.#store = new FileStore(dataFolder);
    this.#publisher = publisher;
  }

  get({
    notice,
    release,
    format,
    selection = everything,
    coding = 'identity',
    client,
  }: WantedFile): Promise<StoredFile> {
    const [database, publisher] = [this.#database, this.#publisher];
    const source = { database, notice, release, selection, codes: () => codeLists(database), publisher };
    return this.#store.get(keyOf(release, format, selection), coding, (file) => format.write(source, file), client);
  }

  /** Whether a file has to be created before it can be sent. */
  isMissing({ release, format, selection = everything }: WantedFile): boolean {
    return this.#store.find(keyOf(release, format, selection)) === undefined;
  }

  /** Returns the existing files of the newest release. */
  ofNewest(notice: FeedNotice): Map<Format, StoredFile> {
    const release = notice.releases.at(-1) as FeedRelease;
    const found = formats.map((format) => [format, this.#store.find(keyOf(release, format, everything))] as const);
    return new Map(found.filter((pair): pair is readonly [Format, StoredFile] => pair[1] !== undefined));
  }

  /** Creates files of the newest releases in advance, so that clients need not wait on the day of publication. */
  prepare(failed: (error: unknown) => void): void {
    this.#preparing = this.#preparing.then(() => this.#makeNewest()).catch(failed);
  }

  async #makeNewest(): Promise<void> {
    if (this.#stopped) return;
    for (const notice of await allNotices(this.#database)) {
      const release = notice.releases.at(-1) as FeedRelease;
      // PostgreSQL writes text formats, so they need little memory; XLSX and Parquet are only created on request.
      for (const format of formats.filter(({ text }) => text)) {
        if (!this.#stopped) await this.get({ notice, release, format });
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#preparing;
  }
}

function keyOf(release: FeedRelease, format: Format, selection: Selection): string {
  const whole = JSON.stringify(selection) === JSON.stringify(everything);
  const digest = createHash('sha256')
    .update(JSON.stringify(Object.entries(selection).toSorted()))
    .digest('hex');
  const name = whole ? release.id : `${release.id}-${digest.slice(0, 32)}`;
  return `${whole ? 'releases' : 'selections'}/v${formatVersion}-${name}.${format.extension}`;
}
