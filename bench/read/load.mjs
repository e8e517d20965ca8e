import fs from 'node:fs';
import autocannon from 'autocannon';

/**
 * Makes one measurement in a separate process: reads the requests from a file and prints autocannon's result as JSON.
 */
const { url, connections, seconds, bodies, tokens = [] } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const json = { 'content-type': 'application/json' };
const requestOf = (body, token) => {
  const headers = token === undefined ? json : { ...json, authorization: `Bearer ${token}` };
  return { method: 'POST', path: '/graphql', headers, body };
};
// Each client has its own requests, written before the measurement, because writing a request costs more than answering
// it.
const share = Math.max(Math.ceil(bodies.length / connections), Math.min(bodies.length, 300));
let given = 0;
let clients = 0;
const setupClient = (client) => {
  const mine = Array.from({ length: share }, (_, index) => bodies[(given + index) % bodies.length]);
  given += share;
  // Each client has another account, as far as there are enough.
  const token = tokens[clients % tokens.length];
  clients += 1;
  client.setRequests(mine.map((body) => requestOf(body, token)));
};
const result = await autocannon({ url, connections, duration: seconds, setupClient });
const { requests, latency, errors, timeouts, non2xx } = result;
const summary = { rate: requests.average, p50: latency.p50, p99: latency.p99, failed: errors + timeouts + non2xx };
process.stdout.write(JSON.stringify(summary));
