import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { eventCursor, positionOf } from '../../src/event/sealed/event-cursor.js';
import { ApiClient } from '../../test/kit/client.js';
import { until } from './until.js';
import type { World } from './world.js';

interface News {
  cursor: string;
}
type Result = { data?: Record<string, News> | null; errors?: readonly unknown[] };

type Open = (url: string, token: string | undefined, query: string, after: string) => AsyncIterable<Result>;

export const streams: Record<string, Open> = {
  socket: (url, token, query, after) =>
    new ApiClient(url, token).socket().iterate<Result['data'] & object>({ query, variables: { after } }) as never,
  'server-sent events': (url, token, query, after) =>
    createClient({
      url: `${url}/graphql/stream`,
      retryAttempts: 0,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    }).iterate({ query, variables: { after } }) as never,
};

/** Follows a subscription as docs/clients.md describes: whenever the stream ends, it continues from its last cursor. */
export class Watcher {
  readonly positions: number[] = [];
  #after = eventCursor('0');
  #stopped = false;
  #stream: AsyncIterator<Result> | undefined;
  readonly #following: Promise<void>;

  constructor(
    readonly name: string,
    /** The types of events that it must receive. */
    readonly types: string[],
    private readonly open: (turn: number, after: string) => AsyncIterable<Result>,
  ) {
    this.#following = this.#follow();
  }

  async #follow(): Promise<void> {
    for (let turn = 0; !this.#stopped; turn += 1) {
      await this.#once(turn).catch(() => undefined);
      await sleep(50);
    }
  }

  async #once(turn: number): Promise<void> {
    this.#stream = this.open(turn, this.#after)[Symbol.asyncIterator]();
    for (let next = await this.#stream.next(); !next.done; next = await this.#stream.next()) {
      const { data, errors } = next.value;
      const [news] = Object.values(data ?? {});
      if (errors || !news) return;
      this.#after = news.cursor;
      this.positions.push(Number(positionOf(news.cursor)));
    }
  }

  /** Waits, at most half a minute, until it has received everything; returns the faults. */
  async end(world: World): Promise<WatchFaults> {
    await until('a follower has every event', async () => (await this.#missing(world)).length === 0, 30).catch(
      () => undefined,
    );
    const { positions } = this;
    await this.#stop();
    return {
      received: positions.length,
      passedBy: (await this.#missing(world)).length,
      doubled: positions.length - new Set(positions).size,
      outOfOrder: positions.filter((position, place) => place > 0 && position < positions[place - 1]!).length,
    };
  }

  async #missing({ sql }: World): Promise<number[]> {
    const received = new Set(this.positions);
    const rows = await sql<{ position: string }>(`select position from event_seal where type = any($1)`, [this.types]);
    return rows.map(({ position }) => Number(position)).filter((position) => !received.has(position));
  }

  async #stop(): Promise<void> {
    this.#stopped = true;
    await Promise.race([this.#stream?.return?.(), sleep(1_000)]);
    await Promise.race([this.#following, sleep(1_000)]);
  }
}

export interface WatchFaults {
  received: number;
  passedBy: number;
  doubled: number;
  outOfOrder: number;
}

const notices = ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED'];
const subscriptions = [
  ['noticePublished', notices],
  ['claimStatusChanged', ['CLAIM_STATUS_CHANGED']],
] as const;

/** Followers of both subscriptions by both transports, distributed over the gateways. */
export class Watchers {
  readonly #watchers: Watcher[];

  constructor(private readonly world: World) {
    this.#watchers = subscriptions.flatMap(([name, types]) =>
      Object.entries(streams).map(([transport, open], place) => {
        const query = `subscription ($after: String) { ${name}(after: $after) { cursor ${name === 'noticePublished' ? 'release { number }' : 'claim { version }'} } }`;
        return new Watcher(`${name} by ${transport}`, [...types], (turn, after) => {
          const gateway = world.gateways[(turn + place) % world.gateways.length]!;
          return open(gateway.url, world.science.token, query, after);
        });
      }),
    );
  }

  /** Waits until all have received everything; returns the faults. */
  async end(): Promise<Record<string, WatchFaults>> {
    const faults = this.#watchers.map(async (watcher) => [watcher.name, await watcher.end(this.world)] as const);
    return Object.fromEntries(await Promise.all(faults));
  }
}
