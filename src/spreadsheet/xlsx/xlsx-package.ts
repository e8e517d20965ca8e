import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refused } from '../../kernel/errors/refusal.js';
import { isSystemError } from '../../kernel/errors/system-error.js';
import { parseXml, tooComplex, type XmlHandlers } from '../parse-xml.js';
import { refuseFile } from '../spreadsheet.refusals.js';

const megabyte = 1024 ** 2;
/**
 * The unpacked size of a sheet of a million rows, with some margin. A zip bomb is refused before anything is unpacked.
 */
const largestSheet = 3 * 1024 * megabyte;
const largestSmallPart = 16 * megabyte;
const largestSharedStrings = 768 * megabyte;
/** A valid sheet of this size unpacks to ten or thirty times its packed size. Smaller parts may compress better. */
const mostExpansion = 150;
const expansionCountsFrom = 512 * megabyte;
const mostParts = 10_000;

/** An opened workbook: its parts by name, each streamed from the file. */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #parts: Map<string, Entry>;
  /** Which of the two kinds of workbook it is. */
  readonly format: 'XLSX' | 'ODS';

  private constructor(zip: ZipFile, parts: Map<string, Entry>, format: 'XLSX' | 'ODS') {
    this.#zip = zip;
    this.#parts = parts;
    this.format = format;
  }

  static async open(file: string): Promise<XlsxPackage> {
    // Names are checked below: yauzl would refuse the backslashes that some programs write.
    const zip = await openPromise(file, { autoClose: false, decodeStrings: false }).catch((error: Error) => {
      throw faultOf(error);
    });
    try {
      const parts = await listParts(zip);
      return new XlsxPackage(zip, parts, await detectWorkbook(zip, parts));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#parts.has(keyOf(name));
  }

  sizeOf(name: string): number {
    return this.#parts.get(keyOf(name))?.uncompressedSize ?? 0;
  }

  close(): void {
    this.#zip.close();
  }

  /** Parses a small part completely. */
  async parse(name: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.#parseWithin(name, handlers, largestSmallPart)) void _;
  }

  async parseSharedStrings(name: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.#parseWithin(name, handlers, largestSharedStrings)) void _;
  }

  /** Parses a part chunk by chunk; after each chunk the caller takes what the handlers have collected. */
  parseSheet(name: string, handlers: XmlHandlers): AsyncGenerator<number> {
    return this.#parseWithin(name, handlers, largestSheet);
  }

  async *#parseWithin(name: string, handlers: XmlHandlers, limit: number): AsyncGenerator<number> {
    const entry = this.#parts.get(keyOf(name));
    if (!entry) throw damaged(name);
    const { uncompressedSize: size, compressedSize: packed } = entry;
    if (size > limit || (size > expansionCountsFrom && size > packed * mostExpansion)) {
      const most = Math.min(limit, Math.max(expansionCountsFrom, packed * mostExpansion));
      throw new Refused(refuseFile('FILE_TOO_LARGE', ['file'], { limit: Math.round(most / megabyte) }));
    }
    try {
      await this.#requireUnspoiled(entry);
      const stream = await this.#zip.openReadStreamPromise(entry);
      try {
        yield* parseXml(stream, handlers);
      } finally {
        stream.destroy();
      }
    } catch (error) {
      throw faultOf(error as Error, name);
    }
  }

  /** Compares the checksum before the first row is read, because yauzl compares only the length. */
  async #requireUnspoiled(entry: Entry): Promise<void> {
    let crc = 0;
    for await (const chunk of await this.#zip.openReadStreamPromise(entry)) crc = crc32(chunk as Buffer, crc);
    if (crc !== entry.crc32) throw new Error('CRC-32');
  }
}

/**
 * Returns the key of a part: names are compared without case, and some programs write backslashes or a leading slash.
 */
function keyOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
}

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const key = keyOf((entry.fileName as unknown as Buffer).toString('utf8'));
      if (parts.has(key)) throw damaged(`${key} × 2`);
      parts.set(key, entry);
      if (parts.size > mostParts) throw tooComplex('parts', mostParts);
    }
  } catch (error) {
    throw faultOf(error as Error);
  }
  return parts;
}

const otherKinds: [part: string, found: string][] = [
  ['ofd.xml', 'OFD'],
  ['xl/workbook.bin', 'XLSB'],
  ['word/document.xml', 'DOCX'],
];

async function detectWorkbook(zip: ZipFile, parts: Map<string, Entry>): Promise<'XLSX' | 'ODS'> {
  if (parts.has('xl/vbaproject.bin')) throw new Refused(refuseFile('FILE_HAS_MACROS', ['file']));
  if ([...parts.values()].some((entry) => entry.isEncrypted())) {
    throw new Refused(refuseFile('FILE_PROTECTED', ['file']));
  }
  const found = otherKinds.find(([part]) => parts.has(part))?.[1];
  if (!found && parts.has('[content_types].xml') && parts.has('_rels/.rels')) return 'XLSX';
  const kind = await mediaTypeOf(zip, parts);
  if (kind?.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return requireReadable(zip, parts);
  throw new Refused(refuseFile('FILE_TYPE_UNKNOWN', ['file'], { found: found ?? (kind ? 'OpenDocument' : 'ZIP') }));
}

/**
 * Reads the media type that an OpenDocument file contains. A password encrypts the contents of its parts and leaves
 * their names.
 */
async function mediaTypeOf(zip: ZipFile, parts: Map<string, Entry>): Promise<string | undefined> {
  return parts.has('mimetype') ? readSmall(zip, parts, 'mimetype') : undefined;
}

async function requireReadable(zip: ZipFile, parts: Map<string, Entry>): Promise<'ODS'> {
  const manifest = await readSmall(zip, parts, 'meta-inf/manifest.xml');
  if (manifest.includes('encryption-data')) throw new Refused(refuseFile('FILE_PROTECTED', ['file']));
  if (manifest.includes('script-lc.xml')) throw new Refused(refuseFile('FILE_HAS_MACROS', ['file']));
  return 'ODS';
}

async function readSmall(zip: ZipFile, parts: Map<string, Entry>, name: string): Promise<string> {
  const entry = parts.get(name);
  if (!entry || entry.uncompressedSize > megabyte) throw damaged(name);
  try {
    return await text(await zip.openReadStreamPromise(entry));
  } catch (error) {
    throw faultOf(error as Error, name);
  }
}

/**
 * Converts an error that the file caused to a refusal of the file; an error of the system, such as a full disk, stays.
 */
function faultOf(error: Error, name?: string): Error {
  if (error instanceof Refused || isSystemError(error)) return error;
  return damaged(name ? `${name}: ${error.message}` : error.message);
}

export function damaged(where: string): Refused {
  return new Refused(refuseFile('FILE_DAMAGED', ['file'], { what: where.slice(0, 120) }));
}
