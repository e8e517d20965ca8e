import { GatewayError } from './errors.js';

/** Reads server-sent events. A connection that breaks is a GatewayError with the code NETWORK. */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ event: string; data: string }, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffered = '';
  try {
    while (true) {
      const { done, value } = await reader.read().catch(() => {
        throw new GatewayError('NETWORK', 'The connection broke');
      });
      if (done) return;
      buffered += decoder.decode(value, { stream: true });
      const blocks = buffered.split('\n\n');
      buffered = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: ?(.*)$/m.exec(block)?.[1];
        const data = /^data: ?(.*)$/m.exec(block)?.[1] ?? '';
        // A block without an event is a comment that keeps the connection open.
        if (event) yield { event, data };
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
