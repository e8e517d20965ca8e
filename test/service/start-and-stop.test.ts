import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedPid, embeddedServer, endProcesses, freePort, GatewayProcess } from '../kit/gateway-process.js';

/* The gateway as a process: how it starts, what stops it, and what it leaves behind. Needs `dist/` (npm's pretest). */
let folder: string;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-start-'));
  fs.chmodSync(folder, 0o755);
  // The cluster is made once, so that each later start is short.
  await (await launch()).ready().then((gateway) => gateway.signal('SIGTERM'));
});
afterAll(async () => {
  await endProcesses();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function launch(environment: Record<string, string> = {}, flags: string[] = []): Promise<GatewayProcess> {
  return new GatewayProcess(await freePort(), { DATA_DIR: folder, ...environment }, flags);
}

/** Says when it listens for the signal: until then Node itself is starting, which a signal ends with nothing begun. */
const sayWhenListening = `process.on('newListener', (name) => {
  if (name === 'SIGTERM') queueMicrotask(() => process.stderr.write('It listens for SIGTERM'));
})`;

/** What a start reaches, one after the other. */
const steps: [string, (gateway: GatewayProcess) => boolean | Promise<boolean>][] = [
  ['Node has started', () => true],
  ['PostgreSQL starts', () => embeddedServer(folder) !== undefined],
  ['PostgreSQL is ready', () => embeddedServer(folder)?.status === 'ready'],
  ['the port is open', async (gateway) => (await gateway.readiness()) !== 0],
];

test.each(steps)('a signal that comes when %s stops it in order and leaves nothing behind', async (step, isThere) => {
  const gateway = await launch({}, ['--import', `data:text/javascript,${encodeURIComponent(sayWhenListening)}`]);
  await gateway.until('it listens for the signal', () => gateway.output.includes('It listens for SIGTERM'));
  await gateway.until(step, () => isThere(gateway));
  expect(await gateway.signal('SIGTERM'), gateway.output).toBe(0);
  expect(embeddedPid(folder)).toBeUndefined();
});

test('its PostgreSQL, killed, is started again, and the gateway serves as before', async () => {
  const gateway = await (await launch()).ready();
  const killed = embeddedPid(folder)!;
  process.kill(killed, 'SIGKILL');
  await gateway.until('another server runs', () => ![undefined, killed].includes(embeddedPid(folder)));
  await gateway.ready();
  expect(gateway.output).toMatch(/The embedded PostgreSQL ended \(killed by SIGKILL\); it is started again/);
  const { pid } = gateway.child;
  expect(await gateway.signal('SIGTERM')).toBe(0);
  expect([pid, embeddedPid(folder)]).toEqual([expect.any(Number), undefined]);
});

test('a lock file that names another process does not keep PostgreSQL from starting', async () => {
  const stale = [process.pid, 'elsewhere', 0, 1, '', '127.0.0.1', '', 'ready'].join('\n');
  fs.writeFileSync(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'), stale);
  const gateway = await (await launch()).ready();
  expect(await gateway.signal('SIGTERM')).toBe(0);
});

test('the gateway waits for a PostgreSQL that does not answer, with one plain line', async () => {
  let attempts = 0;
  // It takes the greeting and hangs up.
  const server = net.createServer((socket) => {
    attempts += 1;
    socket.once('data', () => socket.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const gateway = await launch({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` });
  await gateway.until('it tries again and again', () => attempts === 3);
  expect(gateway.output.trim().split('\n')).toEqual([
    'PostgreSQL does not answer (Connection terminated unexpectedly); waiting for it',
  ]);
  expect(await gateway.signal('SIGTERM')).toBe(0);
  server.close();
});

test('a setting that is misspelt is refused with the name that was meant', async () => {
  const gateway = await launch({ DATBASE_URL: 'postgresql://127.0.0.1/none' });
  expect(await gateway.ended).toBe(1);
  expect(gateway.output).toContain('DATBASE_URL: there is no such setting; did you mean DATABASE_URL?');
});

test('under an older Node the gateway says what to do', async () => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });`;
  const gateway = await launch({}, ['--import', `data:text/javascript,${encodeURIComponent(older)}`]);
  expect(await gateway.ended).toBe(1);
  expect(gateway.output).toMatch(
    /^Mianshen needs Node 24 or newer; this is Node 20\.19\.0\.\n.*npm ci.*--ignore-scripts/s,
  );
});

test('the reader of its output may close it', async () => {
  const gateway = await launch();
  gateway.child.stdout?.destroy();
  gateway.child.stderr?.destroy();
  await gateway.ready();
  // It announces its address once it is ready, to nobody.
  const question = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{__typename}"}',
  };
  for (let times = 0; times < 20; times += 1) {
    expect((await fetch(`${gateway.url}/graphql`, question)).status).toBe(200);
  }
  expect(await gateway.signal('SIGTERM')).toBe(0);
});

test('asked to stop, it reports not ready first, serves further requests, and closes idle connections', async () => {
  const gateway = await (await launch({ SHUTDOWN_DELAY: '1500' })).ready();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
      http
        .get(`${gateway.url}/graphql?query={__typename}`, { agent }, (response) => {
          response.resume();
          const { statusCode = 0, headers } = response;
          response.on('end', () => resolve({ status: statusCode, connection: headers.connection }));
        })
        .on('error', reject);
    });
  expect(await ask()).toEqual({ status: 200, connection: 'keep-alive' });
  const ended = gateway.signal('SIGTERM');
  await gateway.until('it is not ready any more', async () => (await gateway.readiness()) === 503);
  expect(await ask()).toEqual({ status: 200, connection: 'close' });
  expect(await ended).toBe(0);
  agent.destroy();
});

test('asked to stop, it does not wait for connections without a complete request', async () => {
  const gateway = await (await launch({ SHUTDOWN_DELAY: '0', SHUTDOWN_DEADLINE: '600000' })).ready();
  const clients = ['', 'GET /healthz HTTP/1.1\r\nhost: x\r\n'].map((sent) => {
    const client = net.connect(gateway.port, '127.0.0.1').on('error', () => undefined);
    if (sent) client.write(sent);
    return client;
  });
  const closed = clients.map((client) => new Promise((resolve) => client.once('close', resolve)));
  await Promise.all(clients.map((client) => new Promise((resolve) => client.once('connect', resolve))));
  // It has answered one that came after them, so it knows of them.
  expect(await gateway.readiness()).toBe(200);
  expect(await gateway.signal('SIGTERM')).toBe(0);
  await Promise.all(closed);
});

test('settings of its end and of traces that are empty are none', async () => {
  const empty = { SHUTDOWN_DEADLINE: '', OTEL_TRACES_EXPORTER: '', OTEL_EXPORTER_OTLP_PROTOCOL: '' };
  const gateway = await (await launch(empty)).ready();
  expect(await gateway.signal('SIGTERM'), gateway.output).toBe(0);
});

test('connections still open at the deadline are closed', async () => {
  const gateway = await (await launch({ SHUTDOWN_DELAY: '0', SHUTDOWN_DEADLINE: '2000' })).ready();
  // A request whose body never comes: without a deadline it would be waited for, for minutes.
  const client = net.connect(gateway.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
  const closed = new Promise((resolve) => client.once('close', resolve));
  await gateway.signal('SIGTERM');
  await closed;
  expect(embeddedPid(folder)).toBeUndefined();
});
