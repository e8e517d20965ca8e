/** Reads server-sent events. A connection that breaks is a GatewayError with the code NETWORK. */
export declare function serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<{
    event: string;
    data: string;
}, void>;
