import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseFile } from './spreadsheet.refusals.js';

export type FileFormat = 'XLSX' | 'ODS' | 'CSV' | 'NDJSON';
/** The format that the first bytes show. A ZIP is a workbook: XLSX or ODS. */
type DetectedFormat = 'ZIP' | 'CSV' | 'NDJSON';
export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const signatures: [beginning: Buffer, what: string][] = [
  [Buffer.from('%PDF-'), 'PDF'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'JPEG'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'PNG'],
  [Buffer.from('GIF8'), 'GIF'],
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from([0x1f, 0x8b]), 'GZIP'],
  [Buffer.from('7z\u00bc\u00af', 'latin1'), '7z'],
  [Buffer.from('PAR1'), 'Parquet'],
  [Buffer.from('{\\rtf'), 'RTF'],
  [Buffer.from('ID;P'), 'SYLK (.slk)'],
  [Buffer.from('TABLE\r\n0,1'), 'DIF (.dif)'],
  [Buffer.from('TABLE\n0,1'), 'DIF (.dif)'],
];

const zip = Buffer.from('PK\u0003\u0004');
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const marks: [mark: Buffer, encoding: TextEncoding][] = [
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
];

/** Detects the format of a file from its content; refuses a file that is not a table, and says what it is. */
export async function detectFormat(file: string): Promise<DetectedFormat> {
  const head = await readHead(file);
  if (head.length === 0) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  if (starts(head, zip)) return 'ZIP';
  if (starts(head, compoundFile)) {
    throw new Refused(refuseFile(head.includes(encryptedPackage) ? 'FILE_PROTECTED' : 'FILE_OLD_EXCEL', ['file']));
  }
  const known = signatures.find(([beginning]) => starts(head, beginning))?.[1];
  if (known) throw new Refused(refuseFile('FILE_TYPE_UNKNOWN', ['file'], { found: known }));
  return detectTextFormat(beginningOf(head));
}

/** Decodes enough to detect the format; a character cut off at the end does not matter here. */
function beginningOf(head: Buffer): string {
  const encoding = markOf(head) ?? 'utf-8';
  return new TextDecoder(encoding, { ignoreBOM: true })
    .decode(head.subarray(0, 1_024))
    .replace(/^\ufeff+/, '')
    .trimStart();
}

function detectTextFormat(text: string): DetectedFormat {
  if (text.startsWith('{')) return 'NDJSON';
  if (/^\[\s*[{[\]]/.test(text)) throw new Refused(refuseFile('FILE_IS_JSON_ARRAY', ['file']));
  const page = /^<(\?xml|!doctype|!--|html|head|body|table|meta|style|script)/i.exec(text)?.[1];
  if (page) {
    const found = page === '?xml' ? 'XML' : 'HTML';
    throw new Refused(refuseFile('FILE_IS_WEB_PAGE', ['file'], { found }));
  }
  if (text.startsWith('MIME-Version:')) throw new Refused(refuseFile('FILE_IS_WEB_PAGE', ['file'], { found: 'MHTML' }));
  return 'CSV';
}

function starts(head: Buffer, beginning: Buffer): boolean {
  return head.subarray(0, beginning.length).equals(beginning);
}

function markOf(head: Buffer): TextEncoding | undefined {
  return marks.find(([mark]) => starts(head, mark))?.[1] ?? unmarkedUtf16(head);
}

/**
 * Detects UTF-16 without a byte-order mark: commas, digits and line ends have a zero byte, nearly all on the same side
 * (一 has one on the other). The decoder later checks the file to the last byte.
 */
function unmarkedUtf16(head: Buffer): TextEncoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(head.length, 4_096); at += 1) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  }
  const [first, second] = zeros as [number, number];
  if (Math.max(first, second) < 8 || Math.min(first, second) * 8 > Math.max(first, second)) return undefined;
  return first > second ? 'utf-16be' : 'utf-16le';
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Detects the encoding of a text file: by its byte-order mark; otherwise by reading all of it as strict UTF-8, then as
 * strict GB18030. Any other encoding is refused and not guessed.
 */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const marked = markOf(await readHead(file));
  if (marked) return marked;
  if (await decodes(file, 'utf-8')) return 'utf-8';
  if (await decodes(file, 'gb18030')) return 'gb18030';
  throw new Refused(refuseFile('FILE_ENCODING_UNKNOWN', ['file']));
}

async function decodes(file: string, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let offset = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      const nul = chunk.indexOf(0);
      if (nul >= 0) throw new Refused(refuseFile('FILE_HAS_NUL', ['file'], { offset: offset + nul + 1 }));
      decoder.decode(chunk, { stream: true });
      offset += chunk.length;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
