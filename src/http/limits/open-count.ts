/** Counts for each client what is open: sockets of an address, event streams, or requests. */
export class OpenCount {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  isFull(client: string): boolean {
    return (this.#open.get(client) ?? 0) >= this.#most;
  }

  /** Counts one more. Returns a function that ends it, which may be called twice. */
  add(client: string): () => void {
    this.#open.set(client, (this.#open.get(client) ?? 0) + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (this.#open.get(client) ?? 1) - 1;
      if (left > 0) this.#open.set(client, left);
      else this.#open.delete(client);
    };
  }
}
