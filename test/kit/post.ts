import http from 'node:http';
import { text } from 'node:stream/consumers';

/** Connections are kept open, as in a browser. */
const agent = new http.Agent({ keepAlive: true });

/**
 * Posts a request and reads the answer with half the processor time of `fetch`, which would be a tenth of all that the
 * tests take.
 */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        resolve,
      )
      .on('error', reject)
      .end(body);
  });
  return { status: response.statusCode ?? 0, text: await text(response) };
}
