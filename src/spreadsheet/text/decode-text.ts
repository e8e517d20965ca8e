import { createReadStream, type ReadStream } from 'node:fs';
import { Refused } from '../../kernel/errors/refusal.js';
import type { TextEncoding } from '../file-format.js';
import { refuseFile } from '../spreadsheet.refusals.js';

/**
 * Decodes a text file strictly: a wrong byte refuses the file, in every encoding and up to its last byte. Removes
 * byte-order marks at the beginning, also two of them, and the mark with which older systems end a file (U+001A).
 */
export async function* decodeText(source: ReadStream, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let atStart = true;
  let kept = '';
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const text: string = kept + withoutMarks(decoder.decode(chunk, { stream: true }), atStart);
      refuseNul(text, source.bytesRead);
      atStart &&= text === '';
      kept = text.endsWith(endOfFile) ? endOfFile : '';
      const whole = text.slice(0, text.length - kept.length);
      if (whole !== '') yield whole;
    }
    const rest = withoutMarks(decoder.decode(), atStart);
    if (rest !== '') yield kept + rest;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refused(refuseFile('FILE_ENCODING_UNKNOWN', ['file'], { encoding: encoding.toUpperCase() }));
  }
}

const endOfFile = '\u001a';

export function readStreamOf(file: string): ReadStream {
  return createReadStream(file, { highWaterMark: 128 * 1024 });
}

function withoutMarks(text: string, atStart: boolean): string {
  return atStart ? text.replace(/^\ufeff+/, '') : text;
}

function refuseNul(text: string, offset: number): void {
  if (text.includes('\0')) throw new Refused(refuseFile('FILE_HAS_NUL', ['file'], { offset }));
}
