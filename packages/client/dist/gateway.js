import { errorOf, GatewayError } from './errors.js';
import { serverSentEvents } from './server-sent-events.js';
/** The API over fetch, in browsers and in Node. */
export class Gateway {
    #options;
    constructor(options) {
        this.#options = { ...options, url: options.url.replace(/\/$/, '') };
    }
    /** Runs a query or a mutation. Throws a GatewayError; `userErrors` of a mutation are part of its result. */
    async ask(document, ...[variables, options = {}]) {
        const response = await this.fetch('/graphql', {
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                accept: 'application/graphql-response+json, application/json;q=0.9',
            },
            body: JSON.stringify({ query: document.toString(), variables }),
            ...options,
        });
        const { data, errors } = await answerOf(response);
        if (errors?.[0])
            throw errorOf(errors[0]);
        if (!data)
            throw new GatewayError('INTERNAL', `HTTP ${response.status}`);
        return data;
    }
    /**
     * Follows a subscription. After a broken connection it subscribes again with the last cursor as `$after`, so that
     * nothing is lost. Ends when the server completes it or `signal` aborts; throws where trying again cannot help.
     */
    async *follow(document, ...[variables, options = {}]) {
        const { signal, cursorOf = firstCursor, pause = 1_000 } = options;
        let after = variables?.after;
        for (let failures = 0;; failures += 1) {
            if (signal?.aborted)
                return;
            try {
                const given = after === undefined ? variables : { ...variables, after };
                for await (const result of this.#stream(document.toString(), given, signal)) {
                    failures = 0;
                    after = cursorOf(result) ?? after;
                    yield result;
                }
                return;
            }
            catch (error) {
                if (signal?.aborted)
                    return;
                if (!(error instanceof GatewayError) || !error.passing)
                    throw error;
                after ??= error.details.after;
            }
            await sleep(Math.min(30_000, pause * 2 ** failures), signal);
        }
    }
    /** A request to any route of the gateway, with the token. */
    async fetch(path, init = {}) {
        try {
            return await fetch(this.#options.url + path, {
                ...init,
                headers: { ...(await this.headers()), ...init.headers },
            });
        }
        catch (error) {
            if (init.signal?.aborted)
                throw error;
            throw new GatewayError('NETWORK', 'The gateway could not be reached');
        }
    }
    /** What goes with every request. */
    async headers() {
        const { token, language, clientName } = this.#options;
        const given = typeof token === 'function' ? await token() : token;
        return {
            'accept-language': language ?? 'zh',
            ...(clientName && { 'x-client-name': clientName }),
            ...(given && { authorization: `Bearer ${given}` }),
        };
    }
    get url() {
        return this.#options.url;
    }
    async *#stream(query, variables, signal) {
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
            if (event === 'complete')
                return;
            const { data: result, errors } = JSON.parse(data);
            if (errors?.[0])
                throw errorOf(errors[0]);
            if (result)
                yield result;
        }
        throw new GatewayError('NETWORK', 'The connection ended');
    }
}
async function answerOf(response) {
    try {
        return (await response.json());
    }
    catch {
        throw new GatewayError('INTERNAL', `The gateway answered HTTP ${response.status} without JSON`);
    }
}
function firstCursor(result) {
    const [field] = Object.values(result);
    return field?.cursor;
}
function sleep(milliseconds, signal) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
}
