/** Longer answers are composed in a separate buffer. */
const usual = 128 * 1024;

/**
 * Composes an answer as bytes. Repeated parts are encoded once and copied, so that only new parts are encoded. One
 * writer is shared by all answers, since writing is synchronous.
 */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(usual);
  #length = 0;
  #pending = '';

  /** Discards what an answer that failed has written. */
  clear(): void {
    this.#pending = '';
    this.#length = 0;
  }

  text(text: string): void {
    this.#pending += text;
  }

  bytes(bytes: Uint8Array): void {
    this.#flush();
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Returns everything that was written in a new buffer, and empties the writer. */
  take(): Buffer {
    this.#flush();
    const taken = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(taken, 0, 0, this.#length);
    if (this.#bytes.length > usual) this.#bytes = Buffer.allocUnsafeSlow(usual);
    this.#length = 0;
    return taken;
  }

  #flush(): void {
    if (this.#pending === '') return;
    // A UTF-16 unit has at most three bytes in UTF-8.
    this.#reserve(this.#pending.length * 3);
    this.#length += this.#bytes.write(this.#pending, this.#length);
    this.#pending = '';
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
