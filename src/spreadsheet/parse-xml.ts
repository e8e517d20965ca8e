import { SaxesParser } from 'saxes';
import { Refused } from '../kernel/errors/refusal.js';
import { longestCell } from './row-kind.js';
import { refuseFile } from './spreadsheet.refusals.js';

/** No part of a workbook nests deeper than about twenty elements; each level costs the parser memory. */
const deepest = 64;
const mostAttributes = 256;
/** In characters; longer than any tag or text of a valid part. */
const longestRun = 1024 * 1024;

export interface XmlHandlers {
  open: (tag: string, attributes: Record<string, string>) => void;
  close: (tag: string) => void;
  text?: (text: string) => void;
  /** Returns the number of the row that is being read, for a refusal. */
  row?: () => number;
}

/**
 * Parses XML that others sent: strict decoding, no document type, limits on depth, attributes and the length of texts.
 * After each chunk it yields the number of bytes read, so that its caller can take what the handlers have collected.
 */
export async function* parseXml(stream: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = parserFor(handlers);
  let run = 0;
  for await (const { text, bytes } of decoded(stream)) {
    const tag = text.lastIndexOf('<');
    run = tag >= 0 ? text.length - tag : run + text.length;
    if (run > longestRun) {
      throw new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: handlers.row?.() ?? 0, limit: longestCell }));
    }
    parser.write(text);
    yield bytes;
  }
  parser.close();
}

function parserFor(handlers: XmlHandlers): SaxesParser {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let attributes = 0;
  parser.on('doctype', () => {
    throw tooComplex('DOCTYPE', 0);
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    depth += 1;
    if (depth > deepest) throw tooComplex('depth', deepest);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > mostAttributes) throw tooComplex('attributes', mostAttributes);
  });
  parser.on('opentag', ({ name, attributes: given }) =>
    handlers.open(localName(name), given as Record<string, string>),
  );
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handlers.close(localName(name));
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  return parser;
}

export function tooComplex(what: string, limit: number): Refused {
  return new Refused(refuseFile('FILE_TOO_COMPLEX', ['file'], { what, limit }));
}

async function* decoded(stream: AsyncIterable<Buffer>): AsyncGenerator<{ text: string; bytes: number }> {
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    bytes += chunk.length;
    yield { text: decoder.decode(chunk, { stream: true }), bytes };
  }
  decoder?.decode();
}

/** Returns the encoding of a part of a workbook: UTF-8, or UTF-16 with a byte-order mark (ECMA-376). */
function encodingOf(beginning: Buffer): string {
  const mark = beginning.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
}

function localName(tag: string): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? tag : tag.slice(colon + 1);
}
