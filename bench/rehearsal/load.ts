import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../../test/kit/client.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { arrangeNotice, someLines } from '../../test/kit/published.js';
import { csvOf } from '../../test/kit/upload.js';
import { policyRow, programmeCode as programme } from '../../test/kit/world.js';
import { streams, Watcher, type WatchFaults } from '../faults/watcher.js';
import type { World } from '../faults/world.js';

const news = 'subscription ($after: String) { noticePublished(after: $after) { cursor release { number } } }';
const push = `mutation ($input: SubmitPoliciesInput!) {
  submitPolicies(input: $input) { submission { acceptedCount } userErrors { code } } }`;

/** Milliseconds after which a request counts as hanging. */
const longestAnswer = 30_000;

export type Kind = 'reads' | 'pushes' | 'uploads';
const kinds: Kind[] = ['reads', 'pushes', 'uploads'];

/** The number of requests of each kind, and the reasons of those that failed. */
export interface Outcome {
  asked: Record<Kind, number>;
  failed: Record<string, number>;
}

const nothing = (): Outcome => ({ asked: { reads: 0, pushes: 0, uploads: 0 }, failed: {} });

/** Clients at one address that continue in any case: they read, push, upload, and follow publications. */
export class Load {
  /** Numbers of acknowledged policies. */
  readonly acknowledged: string[] = [];
  /** The notice that they read and follow. */
  notice = '';
  #outcome = nothing();
  readonly #stopped = new AbortController();
  readonly #client: ApiClient;
  #followers: Watcher[] = [];
  #working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly url: string,
  ) {
    this.#client = new ApiClient(url, world.otherInsurer.token);
  }

  async start(followersOfEach: number): Promise<void> {
    const { key, id } = await arrangeNotice(this.world.arranging as TestGateway, someLines(300));
    this.notice = id;
    this.#followers = Object.entries(streams).flatMap(([name, open]) =>
      Array.from(
        { length: followersOfEach },
        () => new Watcher(name, ['NOTICE_PUBLISHED'], (_, after) => open(this.url, undefined, news, after)),
      ),
    );
    this.#working = Promise.all([
      this.#repeat('reads', 5),
      this.#repeat('reads', 5),
      this.#repeat('pushes', 50),
      this.#repeat('uploads', 100),
      this.#publish(key),
    ]);
    this.#working.catch(() => undefined);
  }

  /** Returns the requests and failures since the last call. */
  take(): Outcome {
    const outcome = this.#outcome;
    this.#outcome = nothing();
    return outcome;
  }

  /** Resolves when a request of each kind that began after this call was served. */
  async served(): Promise<void> {
    await Promise.all(
      kinds.map(async (kind) => {
        while ((await this.#ask(kind)) !== undefined) await sleep(20);
      }),
    );
  }

  /** Stops; resolves when all requests were answered. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#working;
  }

  /** Waits until every follower has received everything; returns the faults. */
  async followed(): Promise<WatchFaults> {
    const faults = await Promise.all(this.#followers.map((follower) => follower.end(this.world)));
    const sum = (what: keyof WatchFaults) => faults.reduce((total, fault) => total + fault[what], 0);
    return {
      received: sum('received'),
      passedBy: sum('passedBy'),
      doubled: sum('doubled'),
      outOfOrder: sum('outOfOrder'),
    };
  }

  get followers(): number {
    return this.#followers.length;
  }

  async #repeat(kind: Kind, pause: number): Promise<void> {
    for (; !this.#stopped.signal.aborted; await sleep(pause)) {
      const failure = await this.#ask(kind);
      this.#outcome.asked[kind] += 1;
      if (failure === undefined) continue;
      const { failed } = this.#outcome;
      failed[`${kind}: ${failure}`] = (failed[`${kind}: ${failure}`] ?? 0) + 1;
    }
  }

  /** Sends a request; returns why it was not served, or undefined where it was. */
  async #ask(kind: Kind): Promise<string | undefined> {
    try {
      if (kind === 'reads') return await this.#read();
      const rows = [policyRow(this.world.companies[0]!, { policyNo: `LOAD-${randomUUID()}` })];
      const failure = await (kind === 'pushes' ? this.#push(rows) : this.#upload(rows));
      if (failure === undefined) this.acknowledged.push(...rows.map(({ policyNo }) => policyNo));
      return failure;
    } catch (error) {
      const { name, cause } = error as Error & { cause?: { code?: string } };
      return name === 'TimeoutError' ? 'hangs' : (cause?.code ?? String(error));
    }
  }

  #read(): Promise<string | undefined> {
    return this.#send(`/graphql?query={programmes{nodes{code}}}&n=${randomUUID()}`);
  }

  #push(rows: object[]): Promise<string | undefined> {
    const input = { programme, rows, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: randomUUID() };
    return this.#send('/graphql', JSON.stringify({ query: push, variables: { input } }), 'application/json');
  }

  #upload(rows: ReturnType<typeof policyRow>[]): Promise<string | undefined> {
    return this.#send(`/upload/policies?programme=${programme}`, csvOf(rows), 'text/csv');
  }

  async #send(address: string, body?: string, type?: string): Promise<string | undefined> {
    const signal = AbortSignal.timeout(longestAnswer);
    const sent = body && { method: 'POST', body, headers: { 'content-type': type! } };
    const response = await this.#client.fetch(address, { signal, ...sent });
    const text = await response.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    return response.status < 400 && code === undefined ? undefined : [response.status, code].join(' ').trim();
  }

  async #publish(key: string): Promise<void> {
    for (; !this.#stopped.signal.aborted; await sleep(100)) {
      await this.world.sql(
        `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
         values (now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', $1, '{"release": 1}')`,
        [key],
      );
    }
  }
}
