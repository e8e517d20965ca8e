import { isAscii } from 'node:buffer';

/** ASCII is decoded as latin1, which is faster. */
type Encoding = 'latin1' | 'utf8' | 'utf16le';

/** Immutable texts as bytes outside the heap: 200,000 texts are two objects, and are searched natively. */
export class TextColumn {
  #bytes: Buffer;
  #ends: Uint32Array;
  #encoding: Encoding;
  /** Number of bytes of the NUL that terminates a text. */
  #unit: number;

  private constructor(bytes: Buffer, ends: Uint32Array, encoding: Encoding) {
    this.#bytes = bytes;
    this.#ends = ends;
    this.#encoding = encoding;
    this.#unit = unitOf(encoding);
  }

  /** Returns the text of a place. */
  at(place: number): string {
    return this.#bytes.toString(this.#encoding, this.#start(place), (this.#ends[place] as number) - this.#unit);
  }

  /** Calls `found` for each place whose text contains this one, in order. */
  eachWith(text: string, found: (place: number) => void): void {
    const wanted = bytesOf(text, this.#encoding);
    const end = (place: number) => this.#ends[place] as number;
    let [place, at] = [0, this.#bytes.indexOf(wanted, 0, this.#encoding)];
    while (at >= 0) {
      // Stepping from place to place is cheaper than a binary search for each hit.
      while (end(place) <= at) place += 1;
      found(place);
      at = this.#bytes.indexOf(wanted, end(place), this.#encoding);
    }
  }

  /** Returns the place of exactly this text; undefined if there is none. */
  placeOf(text: string): number | undefined {
    const at = this.#bytes.indexOf(bytesOf(`\0${text}\0`, this.#encoding), 0, this.#encoding);
    return at < 0 ? undefined : this.#placeAt(at + this.#unit);
  }

  #start(place: number): number {
    return place === 0 ? this.#unit : (this.#ends[place - 1] as number);
  }

  /** Returns the place of the text that contains this byte, by binary search. */
  #placeAt(byte: number): number {
    let [low, high] = [0, this.#ends.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ends[middle] as number) > byte) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Reads texts as PostgreSQL packs them: each terminated by a NUL, which no text can contain. */
  static unpack(parts: Buffer[], count: number): TextColumn {
    const bytes = Buffer.concat([Buffer.alloc(1), ...parts]);
    return new TextColumn(bytes, endsIn(bytes, count, 'utf8'), isAscii(bytes) ? 'latin1' : 'utf8');
  }

  /**
   * The same for Chinese texts that are searched. In UTF-8 nearly all Chinese characters start with one of six bytes, and
   * a search stops at each of them. In UTF-16 it searches for a byte that only one character in hundreds has.
   */
  static unpackWide(parts: Buffer[], count: number): TextColumn {
    const wide = parts.map((part) => Buffer.from(part.toString(), 'utf16le'));
    const bytes = Buffer.concat([Buffer.alloc(2), ...wide]);
    return new TextColumn(bytes, endsIn(bytes, count, 'utf16le'), 'utf16le');
  }
}

function unitOf(encoding: Encoding): number {
  return encoding === 'utf16le' ? 2 : 1;
}

function bytesOf(text: string, encoding: Encoding): Buffer {
  return Buffer.from(text, encoding === 'utf16le' ? encoding : 'utf8');
}

function endsIn(bytes: Buffer, count: number, encoding: Encoding): Uint32Array {
  const [ends, unit] = [new Uint32Array(count), unitOf(encoding)];
  const nul = Buffer.alloc(unit);
  let at = unit;
  for (let place = 0; place < count; place += 1) {
    at = bytes.indexOf(nul, at, encoding) + unit;
    ends[place] = at;
  }
  return ends;
}
