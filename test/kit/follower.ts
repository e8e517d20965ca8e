import { createClient as createStream } from 'graphql-sse';
import { ApiClient, type ApiError } from './client.js';

const query = 'subscription ($after: String) { noticePublished(after: $after) { cursor release { number } } }';

interface News {
  cursor: string;
  release: { number: number } | null;
}
type Payload = { data?: { noticePublished: News } | null; errors?: readonly unknown[] };

type Open = (after?: string) => AsyncIterableIterator<Payload>;

/** The ways to follow. The URL is read each time, because the gateway's address may change. */
export const transports = (url: () => string): Record<string, Open> => ({
  socket: (after) => new ApiClient(url()).socket().iterate<Payload['data']>({ query, variables: { after } }),
  'server-sent events': (after) =>
    createStream({ url: `${url()}/graphql/stream`, retryAttempts: 0 }).iterate<Payload['data']>({
      query,
      variables: { after },
    }),
});

/**
 * Follows the published lists as docs/clients.md describes: whenever the stream ends, it continues from the last
 * cursor.
 */
export class Follower {
  readonly numbers: number[] = [];
  readonly interruptions: string[] = [];
  #after: string;
  #stopped = false;
  #stream: AsyncIterableIterator<Payload> | undefined;

  constructor(
    private readonly open: Open,
    after: string,
  ) {
    this.#after = after;
  }

  async follow(): Promise<void> {
    while (!this.#stopped) {
      const errors = await this.#once().catch((thrown: unknown) => thrown as ApiError[]);
      for (const { extensions } of Array.isArray(errors) ? errors : []) {
        this.interruptions.push(extensions.code);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #once(): Promise<ApiError[]> {
    this.#stream = this.open(this.#after);
    for await (const { data, errors } of this.#stream) {
      if (errors) return errors as ApiError[];
      if (!data?.noticePublished) throw new Error('An event without data and without an error');
      const { cursor, release } = data.noticePublished;
      this.#after = cursor;
      this.numbers.push(release?.number ?? 0);
    }
    return [];
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#stream?.return?.();
  }
}
