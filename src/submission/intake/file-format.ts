import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Refused } from '../../kernel/refusal.js';
import { refuseFile } from './intake.refusals.js';

export type FileFormat = 'XLSX' | 'CSV' | 'NDJSON';
export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le';

const signatures: [beginning: Buffer, what: string][] = [
  [Buffer.from('%PDF-'), 'PDF'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'JPEG'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'PNG'],
  [Buffer.from('GIF8'), 'GIF'],
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from([0x1f, 0x8b]), 'GZIP'],
  [Buffer.from('7z\u00bc\u00af', 'latin1'), '7z'],
  [Buffer.from('<?xml'), 'XML'],
  [Buffer.from('<html'), 'HTML'],
  [Buffer.from('<!DOCTYPE'), 'HTML'],
];

const zip = Buffer.from('PK\u0003\u0004');
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Tells the format of a file from its content; refuses what cannot be a policy file, and says what it is. */
export async function tellFormat(file: string): Promise<FileFormat> {
  const head = await readHead(file);
  if (head.length === 0) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  if (starts(head, zip)) return 'XLSX';
  if (starts(head, compoundFile)) {
    throw new Refused(refuseFile(head.includes(encryptedPackage) ? 'FILE_PROTECTED' : 'FILE_OLD_EXCEL', ['file']));
  }
  const known = signatures.find(([beginning]) => starts(head, beginning))?.[1];
  if (known) throw new Refused(refuseFile('FILE_TYPE_UNKNOWN', ['file'], { found: known }));
  const text = head
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe)/, '')
    .trimStart();
  return text.startsWith('{') ? 'NDJSON' : 'CSV';
}

function starts(head: Buffer, beginning: Buffer): boolean {
  return head.subarray(0, beginning.length).equals(beginning);
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
 * Tells the encoding of a text file by reading all of it: a byte order mark first, then strict UTF-8, then strict
 * GB18030. What is none of them is refused rather than guessed at.
 */
export async function tellEncoding(file: string): Promise<TextEncoding> {
  const head = await readHead(file);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (await decodes(file, 'utf-8')) return 'utf-8';
  if (starts(head, Buffer.from([0xef, 0xbb, 0xbf]))) throw new Refused(refuseFile('FILE_ENCODING_UNKNOWN', ['file']));
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
