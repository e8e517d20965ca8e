import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path/posix';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refused, type Refusal } from '../../kernel/errors/refusal.js';
import { isSystemError } from '../../kernel/errors/system-error.js';
import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import { findUnwritableInLine } from '../../kernel/text/text.js';
import { DocumentKind } from '../../programme/catalogue/document-kind.js';
import { beginningOf, detectByBeginning } from '../store/media-types.js';
import { largestDocument } from '../store/paper-limits.js';
import { refusePaper } from '../paper.refusals.js';

const mostEntries = 5_000;

/** The facts in the file name of a paper. */
export interface NamedPaper {
  file: string;
  /** The number of a policy or an invoice, the more likely reading first. */
  numbers: string[];
  /** The kind of paper. */
  kind: DocumentKind | undefined;
}

export interface UnpackedPaper {
  path: string;
  sha256: string;
  size: number;
  /** Undefined for a paper of no accepted type. */
  mediaType: string | undefined;
}

export interface PackedPaper extends NamedPaper {
  /** Unpacks the paper to a path; returns a refusal where it is damaged or too large. */
  unpack: (path: string) => Promise<UnpackedPaper | Refusal>;
}

/** Checks whether a file is an OFD (GB/T 33190): a ZIP archive with OFD.xml at its root. */
export async function isOfd(file: string): Promise<boolean> {
  const archive = await open(file);
  try {
    for await (const entry of entriesOf(archive)) if (nameOf(entry) === 'OFD.xml') return true;
    return false;
  } finally {
    archive.close();
  }
}

/** Yields the papers of a ZIP, one at a time. Names are UTF-8, or in the encoding of Chinese Windows. */
export async function* readArchive(file: string): AsyncGenerator<PackedPaper> {
  const archive = await open(file);
  try {
    for await (const entry of entriesOf(archive)) {
      const name = nameOf(entry);
      if (isLitter(name)) continue;
      yield { file: name, ...meaningOf(name), unpack: (path) => unpack(archive, entry, path) };
    }
  } finally {
    archive.close();
  }
}

function open(file: string): Promise<ZipFile> {
  return openPromise(file, { decodeStrings: false, autoClose: false }).catch((error: Error) => {
    throw faultOf(error);
  });
}

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  let count = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      count += 1;
      if (count > mostEntries) throw unreadable(`> ${mostEntries}`);
      yield entry;
    }
  } catch (error) {
    throw faultOf(error as Error);
  }
}

/**
 * Converts an error that the archive caused to a refusal of the archive; an error of the system, such as a full disk,
 * stays.
 */
function faultOf(error: Error): Error {
  return error instanceof Refused || isSystemError(error) ? error : unreadable(error.message);
}

/** Unpacks one paper; a damaged one is refused and does not stop the others. */
async function unpack(archive: ZipFile, entry: Entry, path: string): Promise<UnpackedPaper | Refusal> {
  if (entry.isEncrypted()) throw unreadable('password');
  if (entry.uncompressedSize > largestDocument) return refusePaper('PAPER_TOO_LARGE', ['file']);
  const hash = createHash('sha256');
  let [size, crc, head] = [0, 0, Buffer.alloc(0)];
  try {
    await pipeline(
      await archive.openReadStreamPromise(entry),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          crc = crc32(chunk, crc);
          size += chunk.length;
          if (head.length < beginningOf) head = Buffer.concat([head, chunk.subarray(0, beginningOf)]);
          yield chunk;
        }
        // yauzl compares only the length.
        if (crc !== entry.crc32) throw new Error('CRC-32');
      },
      createWriteStream(path),
    );
  } catch (error) {
    if (isSystemError(error)) throw error;
    return refusePaper('PAPER_DAMAGED', ['file'], { what: (error as Error).message.slice(0, 120) });
  }
  return { path, sha256: hash.digest('hex'), size, mediaType: await mediaTypeOf(head, path) };
}

async function mediaTypeOf(head: Buffer, path: string): Promise<string | undefined> {
  const detected = detectByBeginning(head);
  if (detected !== 'ZIP') return detected;
  const ofd = await isOfd(path).catch(() => false);
  return ofd ? 'application/ofd' : undefined;
}

function unreadable(why: string): Refused {
  return new Refused(refusePaper('ARCHIVE_UNREADABLE', ['file'], { what: why.slice(0, 120) }));
}

function nameOf({ fileNameRaw, fileName, generalPurposeBitFlag }: Entry): string {
  const raw = Buffer.isBuffer(fileName) ? fileName : fileNameRaw;
  // Some programs write backslashes between folders.
  const decode = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(raw).replaceAll('\\', '/');
  const name = decodedBy(decode, generalPurposeBitFlag);
  // The name is shown in the report, and used in a query.
  if (findUnwritableInLine(name)) throw unreadable('file name');
  return name;
}

function decodedBy(decode: (encoding: string) => string, generalPurposeBitFlag: number): string {
  try {
    return decode('utf-8');
  } catch {
    // Bit 11 means UTF-8; without it the name is in the code page of the program that packed it.
    if (generalPurposeBitFlag & 0x800) throw unreadable('file name');
  }
  try {
    return decode('gb18030');
  } catch {
    throw unreadable('file name');
  }
}

/** Whether an entry is a folder, or a file that operating systems add. A path with `.` or `..` is not. */
function isLitter(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)(\.(?!\.?\/)|Thumbs\.db$)/i.test(name);
}

const kinds: [DocumentKind, RegExp][] = [
  [DocumentKind.INVOICE, /电子发票|数电票|发票|invoice|fapiao/i],
  [DocumentKind.POLICY, /保险单|保单|policy/i],
];

/** Reads a number and the kind of paper from a name: `PZ01_保单.pdf`, `保单-PZ01.pdf`, `PZ01/发票.pdf`, `24352….pdf`. */
function meaningOf(file: string): { numbers: string[]; kind: DocumentKind | undefined } {
  const base = path.basename(file, path.extname(file)).normalize('NFKC');
  const found = kinds.find(([, pattern]) => pattern.test(base));
  const rest = found ? base.replace(found[1], '') : base;
  const number = rest.replaceAll(/^[\s_\-()]+|[\s_\-()]+$/g, '');
  // The page number of a scan: `PZ01_保单_2.jpg`, `PZ01_保单 (2).jpg`.
  const withoutPage = number.replace(/[\s_\-(]+\d{1,2}$/, '');
  const folder = path.basename(path.dirname(file)).normalize('NFKC');
  const texts = [number, withoutPage, ...(found && folder !== '.' ? [folder] : [])];
  const numbers = texts.map(canonicalIdentifier);
  return { numbers: [...new Set(numbers)].filter((text) => text !== ''), kind: found?.[0] };
}
