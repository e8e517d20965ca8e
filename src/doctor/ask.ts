import http from 'node:http';
import https from 'node:https';
import { text as textOf } from 'node:stream/consumers';

/** Milliseconds. */
const patience = 5_000;

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** Sends a request as a client does; follows no redirection. */
export function ask(url: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, timeout: patience, agent: false });
    const answer = ({ statusCode: status = 0, headers }: http.IncomingMessage, text: string) => {
      resolve({ status, headers, text });
      asked.destroy();
    };
    asked.once('response', (response) => void textOf(response).then((text) => answer(response, text), reject));
    asked.once('upgrade', (response) => answer(response, ''));
    asked.once('error', reject);
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${patience / 1_000} s`)));
    asked.end();
  });
}
