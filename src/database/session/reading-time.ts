import { TookTooLong } from '../../kernel/errors/took-too-long.js';

/** The time that a request has for what it reads. */
export class ReadingTime {
  /** Milliseconds for all that is read. */
  #longest = Infinity;
  /** When they are over; undefined as long as they have not begun. */
  #deadline: number | undefined;
  #hasEnded = false;

  /** So many milliseconds from now on. */
  limitTo(milliseconds: number): void {
    this.#longest = milliseconds;
    this.#deadline = performance.now() + milliseconds;
  }

  /** The whole time again, from the next read on. */
  restart(): void {
    this.#deadline = undefined;
  }

  /** Nothing more is read. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Milliseconds that are left; throws where there are none, or where the request has ended. */
  left(): number {
    if (this.#hasEnded) throw new Error('This request has ended; nothing more is read for it');
    this.#deadline ??= performance.now() + this.#longest;
    const left = this.#deadline - performance.now();
    if (left <= 0) throw new TookTooLong();
    return left;
  }
}
