import { TookTooLong } from '../../kernel/errors/took-too-long.js';

/** The time limit of a request for its reads. */
export class ReadingTime {
  /** Milliseconds for all reads. */
  #longest = Infinity;
  /** End of that time; undefined until the first read. */
  #deadline: number | undefined;
  #hasEnded = false;

  /** Sets the time to so many milliseconds from now. */
  limitTo(milliseconds: number): void {
    this.#longest = milliseconds;
    this.#deadline = performance.now() + milliseconds;
  }

  /** Starts the full time again at the next read. */
  restart(): void {
    this.#deadline = undefined;
  }

  /** Ends the request: nothing more may be read. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Returns the milliseconds that are left. Throws if there are none, or if the request has ended. */
  left(): number {
    if (this.#hasEnded) throw new Error('This request has ended; nothing more is read for it');
    this.#deadline ??= performance.now() + this.#longest;
    const left = this.#deadline - performance.now();
    if (left <= 0) throw new TookTooLong();
    return left;
  }
}
