import fs from 'node:fs';

const pageSize = 64 * 1024;
/** So many pages stay in memory, 32 MB; a workbook of a million rows may have ten times that. */
const pagesKept = 512;
const pagesReadAgain = 128;

/**
 * The texts of a workbook, by their number: as bytes, for a million rows have millions of them, too many for an array. What
 * is beyond a bound waits on the disk. Sheets refer to their texts roughly in order, so that few pages are read twice.
 */
export class SharedStrings {
  readonly #spillFile: string;
  readonly #pages: Buffer[] = [];
  readonly #readAgain = new Map<number, Buffer>();
  #page: Buffer = Buffer.allocUnsafe(pageSize);
  #spill: number | undefined;
  #used = 0;
  #ends = new Uint32Array(4 * 1024);
  #count = 0;

  constructor(spillFile: string) {
    this.#spillFile = spillFile;
  }

  add(text: string): void {
    const room = pageSize - (this.#used % pageSize);
    if (text.length * 3 < room) this.#used += this.#page.write(text, this.#used % pageSize);
    else this.#append(Buffer.from(text));
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 1.5);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count++] = this.#used;
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const from = index === 0 ? 0 : (this.#ends[index - 1] as number);
    const to = this.#ends[index] as number;
    const [first, last] = [Math.floor(from / pageSize), Math.floor(to / pageSize)];
    if (first === last) return this.#read(first).toString('utf8', from % pageSize, to % pageSize);
    const parts = [this.#read(first).subarray(from % pageSize)];
    for (let number = first + 1; number < last; number += 1) parts.push(this.#read(number));
    parts.push(this.#read(last).subarray(0, to % pageSize));
    return Buffer.concat(parts).toString();
  }

  close(): void {
    if (this.#spill === undefined) return;
    fs.closeSync(this.#spill);
    fs.rmSync(this.#spillFile, { force: true });
    this.#spill = undefined;
  }

  #append(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) {
      const copied = bytes.copy(this.#page, this.#used % pageSize, done);
      done += copied;
      this.#used += copied;
      if (this.#used % pageSize === 0) this.#turn();
    }
  }

  /** The present page is full. */
  #turn(): void {
    const number = this.#used / pageSize - 1;
    if (number < pagesKept) {
      this.#pages.push(this.#page);
      this.#page = Buffer.allocUnsafe(pageSize);
      return;
    }
    this.#spill ??= fs.openSync(this.#spillFile, 'w+', 0o600);
    fs.writeSync(this.#spill, this.#page, 0, pageSize, (number - pagesKept) * pageSize);
  }

  #read(number: number): Buffer {
    if (number === Math.floor(this.#used / pageSize)) return this.#page;
    const kept = this.#pages[number] ?? this.#readAgain.get(number);
    if (kept) return kept;
    const page = Buffer.allocUnsafe(pageSize);
    fs.readSync(this.#spill as number, page, 0, pageSize, (number - pagesKept) * pageSize);
    if (this.#readAgain.size >= pagesReadAgain) this.#readAgain.delete(this.#readAgain.keys().next().value as number);
    this.#readAgain.set(number, page);
    return page;
  }
}
