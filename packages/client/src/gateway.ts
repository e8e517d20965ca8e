import { type ErrorDetails, errorOf, GatewayError } from './errors.js';
import { serverSentEvents } from './server-sent-events.js';

/** A document with the types of its result and its variables, as a code generator writes it. */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Result;
}

export interface GatewayOptions {
  /** Where the gateway answers, for example `https://subsidy.example`. */
  url: string;
  /** An access token, or a function that returns the present one; without one only public data are readable. */
  token?: string | (() => string | undefined | Promise<string | undefined>);
  language?: 'zh' | 'en';
  /** Shows the operator which program asks. */
  clientName?: string;
}

export interface FollowOptions<Result> {
  signal?: AbortSignal;
  /** Where the last cursor is in a result; by default the field `cursor` of the only root field. */
  cursorOf?: (result: Result) => string | undefined;
  /** Milliseconds before the first try to connect again; doubled with each failure, at most 30 seconds. */
  pause?: number;
}

interface Answer<Result> {
  data?: Result;
  errors?: { message: string; extensions?: ErrorDetails & { code?: string } }[];
}

/** The API over fetch, in browsers and in Node. */
export class Gateway {
  readonly #options: GatewayOptions;

  constructor(options: GatewayOptions) {
    this.#options = { ...options, url: options.url.replace(/\/$/, '') };
  }

  /** Runs a query or a mutation. Throws a GatewayError; `userErrors` of a mutation are part of its result. */
  async ask<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...[variables, options = {}]: VariablesOf<Variables, { signal?: AbortSignal }>
  ): Promise<Result> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      ...options,
    });
    const { data, errors } = await answerOf<Result>(response);
    if (errors?.[0]) throw errorOf(errors[0]);
    if (!data) throw new GatewayError('INTERNAL', `HTTP ${response.status}`);
    return data;
  }

  /**
   * Follows a subscription. After a broken connection it subscribes again with the last cursor as `$after`, so that
   * nothing is lost. Ends when the server completes it or `signal` aborts; throws where trying again cannot help.
   */
  async *follow<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...[variables, options = {}]: VariablesOf<Variables, FollowOptions<Result>>
  ): AsyncGenerator<Result, void> {
    const { signal, cursorOf = firstCursor, pause = 1_000 } = options;
    let after = (variables as { after?: string } | undefined)?.after;
    for (let failures = 0; ; failures += 1) {
      if (signal?.aborted) return;
      try {
        const given = after === undefined ? variables : { ...variables, after };
        for await (const result of this.#stream<Result>(document.toString(), given, signal)) {
          failures = 0;
          after = cursorOf(result) ?? after;
          yield result;
        }
        return;
      } catch (error) {
        if (signal?.aborted) return;
        if (!(error instanceof GatewayError) || !error.passing) throw error;
        after ??= error.details.after;
      }
      await sleep(Math.min(30_000, pause * 2 ** failures), signal);
    }
  }

  /** A request to any route of the gateway, with the token. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(this.#options.url + path, {
        ...init,
        headers: { ...(await this.headers()), ...init.headers },
      });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new GatewayError('NETWORK', 'The gateway could not be reached');
    }
  }

  /** What goes with every request. */
  async headers(): Promise<Record<string, string>> {
    const { token, language, clientName } = this.#options;
    const given = typeof token === 'function' ? await token() : token;
    return {
      'accept-language': language ?? 'zh',
      ...(clientName && { 'x-client-name': clientName }),
      ...(given && { authorization: `Bearer ${given}` }),
    };
  }

  get url(): string {
    return this.#options.url;
  }

  async *#stream<Result>(query: string, variables: unknown, signal?: AbortSignal): AsyncGenerator<Result, void> {
    const response = await this.fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
      ...(signal && { signal }),
    });
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const { errors } = await answerOf(response);
      throw errorOf(errors?.[0] ?? { message: `HTTP ${response.status}` });
    }
    for await (const { event, data } of serverSentEvents(response.body)) {
      if (event === 'complete') return;
      const { data: result, errors } = JSON.parse(data) as Answer<Result>;
      if (errors?.[0]) throw errorOf(errors[0]);
      if (result) yield result;
    }
    throw new GatewayError('NETWORK', 'The connection ended');
  }
}

/** Variables may be left out where none is required. */
type VariablesOf<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

async function answerOf<Result>(response: Response): Promise<Answer<Result>> {
  try {
    return (await response.json()) as Answer<Result>;
  } catch {
    throw new GatewayError('INTERNAL', `The gateway answered HTTP ${response.status} without JSON`);
  }
}

function firstCursor(result: unknown): string | undefined {
  const [field] = Object.values(result as Record<string, { cursor?: string } | null>);
  return field?.cursor;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
