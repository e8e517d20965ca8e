/** What is longer than this is put together in a buffer of its own. */
const usual = 128 * 1024;

/**
 * Puts an answer together as bytes: what is written again and again is encoded once and copied, and only what is new is
 * encoded. One for all answers, since none waits in the middle of writing.
 */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(usual);
  #length = 0;
  #pending = '';

  /** Forgets what an answer left that failed in the middle. */
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

  /** All that was written, as a buffer of its own; the writer is empty again. */
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
    // A unit of UTF-16 is at most three bytes of UTF-8.
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
