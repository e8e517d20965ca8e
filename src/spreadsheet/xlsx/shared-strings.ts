import fs from 'node:fs';

const pageSize = 64 * 1024;
/** How many pages stay in memory (8 MB); a workbook of a million rows may have thirty times that. */
const pagesKept = 128;
const pagesReadAgain = 64;
/** The ends of texts are stored in arrays of this size, so that adding one never copies the earlier ones. */
const runSize = 64 * 1024;

/**
 * The shared texts of a workbook by index. They are stored as bytes, because a million rows have millions of texts, too
 * many for an array; pages beyond a limit are written to a file. Sheets use their texts roughly in order, so few pages
 * are read twice.
 */
export class SharedStrings {
  readonly #spillFile: string;
  readonly #pages: Buffer[] = [];
  readonly #readAgain = new Map<number, Buffer>();
  #page: Buffer = Buffer.allocUnsafe(pageSize);
  #spill: number | undefined;
  #used = 0;
  readonly #ends: Uint32Array[] = [];
  #count = 0;

  constructor(spillFile: string) {
    this.#spillFile = spillFile;
  }

  add(text: string): void {
    const room = pageSize - (this.#used % pageSize);
    if (text.length * 3 < room) this.#used += this.#page.write(text, this.#used % pageSize);
    else this.#append(Buffer.from(text));
    const place = this.#count % runSize;
    if (place === 0) this.#ends.push(new Uint32Array(runSize));
    (this.#ends.at(-1) as Uint32Array)[place] = this.#used;
    this.#count += 1;
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const from = index === 0 ? 0 : this.#endOf(index - 1);
    const to = this.#endOf(index);
    const [first, last] = [Math.floor(from / pageSize), Math.floor(to / pageSize)];
    if (first === last) return this.#read(first).toString('utf8', from % pageSize, to % pageSize);
    const text = Buffer.allocUnsafe(to - from);
    let length = this.#read(first).copy(text, 0, from % pageSize);
    for (let number = first + 1; number < last; number += 1) length += this.#read(number).copy(text, length);
    this.#read(last).copy(text, length, 0, to % pageSize);
    return text.toString();
  }

  #endOf(index: number): number {
    return this.#ends[Math.floor(index / runSize)]?.[index % runSize] as number;
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

  /** Stores the current page, which is full. */
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
    const page = this.#readAgain.size < pagesReadAgain ? Buffer.allocUnsafe(pageSize) : this.#forgetOldest();
    fs.readSync(this.#spill as number, page, 0, pageSize, (number - pagesKept) * pageSize);
    this.#readAgain.set(number, page);
    return page;
  }

  /**
   * Removes the page that was read first and returns its buffer for reuse: memory outside the heap is released late.
   */
  #forgetOldest(): Buffer {
    const [number, page] = this.#readAgain.entries().next().value as [number, Buffer];
    this.#readAgain.delete(number);
    return page;
  }
}
