import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refused } from '../../kernel/refusal.js';
import { refuseFile } from './intake.refusals.js';
import { longestCell } from './raw-row.js';

/** What a sheet of a million rows unpacks to, with room; a zip bomb stops here before anything is unpacked. */
const largestPart = 3 * 1024 ** 3;
const largestSmallPart = 16 * 1024 ** 2;
const largestSharedStrings = 768 * 1024 ** 2;
const mostParts = 10_000;
/** Longer than any tag or cell of an honest sheet. */
const longestRun = 1024 * 1024;

/** An opened workbook: its parts by name, each read as a stream straight from the file. */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #parts: Map<string, Entry>;

  private constructor(zip: ZipFile, parts: Map<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  static async open(file: string): Promise<XlsxPackage> {
    const zip = await openPromise(file, { autoClose: false }).catch((error: Error) => {
      throw damaged(error);
    });
    try {
      const parts = await listParts(zip);
      requireWorkbook(parts);
      return new XlsxPackage(zip, parts);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  sizeOf(name: string): number {
    return this.#parts.get(name)?.uncompressedSize ?? 0;
  }

  close(): void {
    this.#zip.close();
  }

  /** Parses a small part whole. */
  async parse(name: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.parseChunks(name, handlers, largestSmallPart)) void _;
  }

  async parseSharedStrings(name: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.parseChunks(name, handlers, largestSharedStrings)) void _;
  }

  /** Parses a part chunk by chunk; between two chunks the caller takes what the handlers have gathered. */
  async *parseChunks(name: string, handlers: XmlHandlers, limit = largestPart): AsyncGenerator<number> {
    const entry = this.#parts.get(name);
    if (!entry) throw damaged(new Error(name));
    if (entry.uncompressedSize > limit) {
      throw new Refused(refuseFile('FILE_TOO_LARGE', ['file'], { limit: `${limit / 1024 ** 2} MB (${name})` }));
    }
    const parser = new SaxesParser({ position: false });
    parser.on('opentag', ({ name: tag, attributes }) =>
      handlers.open(localName(tag), attributes as Record<string, string>),
    );
    parser.on('closetag', ({ name: tag }) => handlers.close(localName(tag)));
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
    let run = 0;
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const { text, bytes } of decoded(stream)) {
        const tag = text.lastIndexOf('<');
        run = tag >= 0 ? text.length - tag : run + text.length;
        if (run > longestRun) {
          throw new Refused(
            refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: handlers.row?.() ?? 0, limit: longestCell }),
          );
        }
        parser.write(text);
        yield bytes;
      }
      parser.close();
    } catch (error) {
      throw error instanceof Refused ? error : damaged(error as Error);
    }
  }
}

export interface XmlHandlers {
  open: (tag: string, attributes: Record<string, string>) => void;
  close: (tag: string) => void;
  text?: (text: string) => void;
  /** The row that is being read, for a refusal. */
  row?: () => number;
}

async function* decoded(stream: Readable): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    yield { text: decoder.decode(chunk, { stream: true }), bytes };
  }
  decoder.decode();
}

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      parts.set(entry.fileName, entry);
      if (parts.size > mostParts) break;
    }
  } catch (error) {
    throw damaged(error as Error);
  }
  return parts;
}

function requireWorkbook(parts: Map<string, Entry>): void {
  if (parts.has('xl/vbaProject.bin')) throw new Refused(refuseFile('FILE_HAS_MACROS', ['file']));
  if ([...parts.values()].some((entry) => entry.isEncrypted()))
    throw new Refused(refuseFile('FILE_PROTECTED', ['file']));
  if (parts.has('[Content_Types].xml') && parts.has('_rels/.rels') && !parts.has('xl/workbook.bin')) return;
  const found = parts.has('OFD.xml')
    ? 'OFD'
    : parts.has('xl/workbook.bin')
      ? 'XLSB'
      : parts.has('mimetype')
        ? 'ODS'
        : 'ZIP';
  throw new Refused(refuseFile('FILE_TYPE_UNKNOWN', ['file'], { found }));
}

function localName(tag: string): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? tag : tag.slice(colon + 1);
}

export function damaged(error: Error): Refused {
  return new Refused(refuseFile('FILE_DAMAGED', ['file'], { where: error.message.slice(0, 120) }));
}
