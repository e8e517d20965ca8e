import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Readings {
  /** The milliseconds of each request, sorted. */
  times: number[];
  failed: number;
  /** The number of answers by status other than 200; 0 where there was no answer. */
  outcomes: Record<string, number>;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** The slowest answer of `/healthz`, in milliseconds. */
  health: number;
}

/** A reader with another address, whose answers come from memory, from the database and from the disk. */
const agent = new http.Agent({ keepAlive: true, localAddress: '127.0.0.2' });

function get(url: string): Promise<{ status: number; time: number }> {
  const began = performance.now();
  return new Promise((resolve) => {
    const ended = (status: number) => resolve({ status, time: performance.now() - began });
    http
      .get(url, { agent, timeout: 20_000 }, (response) => {
        response.resume().on('end', () => ended(response.statusCode ?? 0));
      })
      .on('error', () => ended(0));
  });
}

const query = (text: string) => `/graphql?query=${encodeURIComponent(text)}`;

const perSecond = 50;

/** Returns the time within which this share of the requests was answered. */
export function quantile(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
}

/** Reads for some seconds, 50 requests a second, whether or not earlier ones were answered. */
export async function read(url: string, notice: string, seconds: number): Promise<Readings> {
  const page = `{ recipients(noticeId: "${notice}", first: 20) { nodes { rank name amount } } }`;
  const asks = [
    query(page),
    query('{ programmes { totalCount } }'),
    query('{ publicityNotices { nodes { title } } }'),
    '/',
  ];
  const reads: Promise<{ status: number; time: number }>[] = [];
  const health: Promise<{ status: number; time: number }>[] = [];
  for (let at = 0; at < seconds * perSecond; at += 1) {
    reads.push(get(url + asks[at % asks.length]));
    if (at % 10 === 0) health.push(get(`${url}/healthz`));
    await sleep(1_000 / perSecond);
  }
  const answers = await Promise.all(reads);
  const times = answers.map(({ time }) => time).toSorted((one, other) => one - other);
  const outcomes: Record<string, number> = {};
  for (const [at, { status }] of answers.entries()) {
    const ask = ['page', 'programmes', 'notices', 'site'][at % asks.length];
    if (status !== 200) outcomes[`${status} ${ask}`] = (outcomes[`${status} ${ask}`] ?? 0) + 1;
  }
  const slowest = Math.max(...(await Promise.all(health)).map(({ time }) => time));
  return {
    times,
    failed: answers.filter(({ status }) => status !== 200).length,
    outcomes,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    health: slowest,
  };
}
