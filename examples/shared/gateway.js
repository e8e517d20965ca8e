// @ts-check
// GraphQL over fetch, and subscriptions over server-sent events. No library: copy this file.

/** A request that failed as a whole. `code` is `extensions.code`, or `NETWORK` where no answer came. */
export class GatewayError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ retryAfter?: number, requestId?: string, after?: string }} [details]
   */
  constructor(code, message, details = {}) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
    this.details = details;
  }
}

/** The address of the gateway, as the server of the examples knows it. */
export async function gatewayAddress() {
  const response = await fetch('/settings.json');
  return /** @type {string} */ ((await response.json()).gateway);
}

export class Gateway {
  /**
   * @param {string} url
   * @param {string} [token] An access token; without one only public data is readable.
   */
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /** @returns {Record<string, string>} */
  get #headers() {
    return { 'accept-language': 'zh-CN', ...(this.token && { authorization: `Bearer ${this.token}` }) };
  }

  /**
   * Runs a query or a mutation. Throws a GatewayError; `userErrors` of a mutation are part of its data.
   * @param {string} query
   * @param {Record<string, unknown>} [variables]
   * @returns {Promise<any>}
   */
  async ask(query, variables = {}) {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw errorOf(errors[0]);
    return data;
  }

  /**
   * A request to any route of the gateway, with the token.
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async fetch(path, init = {}) {
    try {
      return await fetch(this.url + path, { ...init, headers: { ...this.#headers, ...init.headers } });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new GatewayError('NETWORK', '连接不上服务器，请检查网络后重试。');
    }
  }

  /**
   * Follows a subscription. After a broken connection it subscribes again and sends the last cursor as `$after`, so
   * that nothing is lost. Ends when the server completes the subscription or `signal` aborts.
   * @param {string} query
   * @param {Record<string, unknown>} variables
   * @param {{ signal: AbortSignal, cursorOf?: (data: any) => string | undefined }} options
   * @returns {AsyncGenerator<any, void>}
   */
  async *follow(query, variables, { signal, cursorOf = () => undefined }) {
    let after = variables['after'];
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        for await (const { event, data } of this.#stream(query, { ...variables, after }, signal)) {
          if (event === 'complete') return;
          if (data.errors) throw errorOf(data.errors[0]);
          failures = 0;
          after = cursorOf(data.data) ?? after;
          yield data.data;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof GatewayError) || !mayRetry.has(error.code)) throw error;
        after ??= error.details.after;
      }
      await pause(Math.min(30_000, 1_000 * 2 ** failures), signal);
    }
  }

  /**
   * @param {string} query
   * @param {Record<string, unknown>} variables
   * @param {AbortSignal} signal
   */
  async *#stream(query, variables, signal) {
    const response = await this.fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
      signal,
    });
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const { errors } = await response.json();
      throw errorOf(errors[0]);
    }
    yield* serverSentEvents(response.body);
  }
}

const mayRetry = new Set(['NETWORK', 'STREAM_INTERRUPTED', 'UNAVAILABLE', 'RATE_LIMITED']);

/**
 * Reads server-sent events. A connection that breaks is a GatewayError with the code NETWORK.
 * @param {ReadableStream<Uint8Array>} body
 */
async function* serverSentEvents(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let buffered = '';
  try {
    while (true) {
      const { done, value } = await reader.read().catch(() => {
        throw new GatewayError('NETWORK', '连接中断。');
      });
      if (done) return;
      buffered += value;
      const blocks = buffered.split('\n\n');
      buffered = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: ?(.*)$/m.exec(block)?.[1];
        const data = /^data: ?(.*)$/m.exec(block)?.[1];
        // A block without an event is a comment that keeps the connection open.
        if (event) yield { event, data: data ? JSON.parse(data) : {} };
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** @param {{ message: string, extensions?: Record<string, any> }} error */
function errorOf({ message, extensions = {} }) {
  return new GatewayError(extensions['code'] ?? 'INTERNAL', message, extensions);
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve(undefined)), { once: true });
  });
}
