import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TypedDocumentString } from '../generated/graphql.js';
import { post } from './post.js';
import { requireSameAgain } from './same-again.js';

export interface ApiError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string } & Record<string, unknown>;
}

export interface Answer<Data> {
  status: number;
  data: Data | null;
  errors: ApiError[] | undefined;
}

export type Document<Data, Variables> = TypedDocumentString<Data, Variables> | string;

/** A client of the API over the network: GraphQL by HTTP and by WebSocket, and other routes. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string | undefined;

  constructor(url: string, token?: string) {
    this.#url = url;
    this.#token = token;
  }

  get headers(): Record<string, string> {
    return { 'accept-language': 'en', ...(this.#token && { authorization: `Bearer ${this.#token}` }) };
  }

  /** Returns the whole answer, with errors if any. */
  async ask<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Promise<Answer<Data>> {
    const answer = await this.#send(document, variables);
    await requireSameAgain(document, answer, () => this.#send(document, variables));
    return answer;
  }

  async #send<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Promise<Answer<Data>> {
    const { status, text } = await this.post(JSON.stringify({ query: String(document), variables }));
    const { data = null, errors } = JSON.parse(text) as { data?: Data; errors?: ApiError[] };
    return { status, data, errors };
  }

  /** Sends a body to `/graphql`. */
  post(body: string): Promise<{ status: number; text: string }> {
    return post(`${this.#url}/graphql`, { ...this.headers, 'content-type': 'application/json' }, body);
  }

  /** Returns the data of an answer; fails where it has errors. */
  async get<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Promise<Data> {
    const { data, errors } = await this.ask(document, variables);
    if (errors || !data) throw new Error(`The API answered with errors: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Times out before the test does, so that the failure names the request without an answer. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const signal = AbortSignal.timeout(120_000);
    return fetch(this.#url + path, { signal, ...init, headers: { ...this.headers, ...init.headers } });
  }

  /** Follows a subscription; ends when the caller stops iterating. */
  async *follow<Data, Variables extends Record<string, unknown>>(
    document: Document<Data, Variables>,
    variables?: Variables,
  ): AsyncGenerator<Data, void> {
    const socket = this.socket();
    try {
      for await (const { data, errors } of socket.iterate<Data>({ query: String(document), variables })) {
        if (errors || !data) throw new Error(`The subscription answered with errors: ${JSON.stringify(errors)}`);
        yield data;
      }
    } finally {
      await socket.dispose();
    }
  }

  socket(): Client {
    return createClient({
      url: `${this.#url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: this.#token ? { authorization: `Bearer ${this.#token}` } : {},
      retryAttempts: 0,
    });
  }
}
