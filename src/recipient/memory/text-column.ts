import { isAscii } from 'node:buffer';

/** Texts that never change, as bytes outside the heap: 200,000 of them are two objects, and are searched natively. */
export class TextColumn {
  #bytes: Buffer;
  #ends: Uint32Array;
  /** ASCII is read in place, which is faster. */
  #encoding: 'latin1' | 'utf8';

  private constructor(bytes: Buffer, ends: Uint32Array) {
    this.#bytes = bytes;
    this.#ends = ends;
    this.#encoding = isAscii(bytes) ? 'latin1' : 'utf8';
  }

  /** The text of a place. */
  at(place: number): string {
    return this.#bytes.toString(this.#encoding, this.#start(place), (this.#ends[place] as number) - 1);
  }

  /** Calls back with each place whose text holds this one, in order. */
  eachWith(text: string, found: (place: number) => void): void {
    const wanted = Buffer.from(text);
    const end = (place: number) => this.#ends[place] as number;
    let [place, at] = [0, this.#bytes.indexOf(wanted)];
    while (at >= 0) {
      // A step to each place costs less than a search for each that is found.
      while (end(place) <= at) place += 1;
      found(place);
      at = this.#bytes.indexOf(wanted, end(place));
    }
  }

  /** The place of exactly this text; undefined where there is none. */
  placeOf(text: string): number | undefined {
    const at = this.#bytes.indexOf(`\0${text}\0`) + 1;
    return at > 0 ? this.#placeAt(at) : undefined;
  }

  #start(place: number): number {
    return place === 0 ? 1 : (this.#ends[place - 1] as number);
  }

  /** The text that this byte belongs to: the first that ends after it. */
  #placeAt(byte: number): number {
    let [low, high] = [0, this.#ends.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ends[middle] as number) > byte) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Texts as PostgreSQL packs them: each ended by a NUL, which none of them can hold. */
  static unpack(parts: Buffer[], count: number): TextColumn {
    const bytes = Buffer.concat([Buffer.alloc(1), ...parts]);
    const ends = new Uint32Array(count);
    let at = 1;
    for (let place = 0; place < count; place += 1) {
      at = bytes.indexOf(0, at) + 1;
      ends[place] = at;
    }
    return new TextColumn(bytes, ends);
  }
}
