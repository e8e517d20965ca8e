import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Many readers without a token, each with another address, whose searches are not in memory. With a rate they send so
 * many requests a second, whether or not they are answered; without one, `readers` of them send the next request after
 * each answer. Several urls are used in turn.
 */
const { urls, notice, seconds, rate = 0, readers = 16, network = 3 } = JSON.parse(process.argv[2]);
const addresses = 240;
const longestWait = 20_000;
const hosts = urls.map((url) => new URL(url));
const agents = Array.from(
  { length: addresses },
  (_, at) => new http.Agent({ keepAlive: true, maxSockets: 50, localAddress: `127.0.${network}.${at + 1}` }),
);

const outcomes = {};
const times = [];
let asked = 0;

/** Sends one search; its outcome is the status, or the error. */
function ask() {
  const at = (asked += 1);
  const { hostname, port } = hosts[at % hosts.length];
  const began = performance.now();
  const query = `{ recipients(noticeId: "${notice}", first: 20, filter: { name: "第${network}${at}号" }) { totalCount nodes { rank name amount } } }`;
  return new Promise((resolve) => {
    const ended = (outcome) => {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome === 200) times.push(performance.now() - began);
      resolve();
    };
    const request = http.request(
      {
        hostname,
        port,
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json' },
        agent: agents[Math.floor(at / hosts.length) % addresses],
        timeout: longestWait,
      },
      (response) => response.resume().on('end', () => ended(response.statusCode)),
    );
    request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: 'no answer within 20 s' })));
    request.on('error', ({ code }) => ended(code));
    request.end(JSON.stringify({ query }));
  });
}

const began = performance.now();
const left = () => seconds * 1_000 - (performance.now() - began);
const asking = [];
if (rate > 0) {
  while (left() > 0) {
    const due = ((performance.now() - began) / 1_000) * rate;
    while (asked < due) asking.push(ask());
    await sleep(5);
  }
} else {
  const loop = async () => {
    while (left() > 0) await ask();
  };
  asking.push(...Array.from({ length: readers }, loop));
}
await Promise.all(asking);
times.sort((one, other) => one - other);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
process.stdout.write(JSON.stringify({ asked, outcomes, p50: at(0.5), p99: at(0.99), processor }));
process.exit(0);
