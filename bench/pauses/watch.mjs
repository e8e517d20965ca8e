import http from 'node:http';

/**
 * Loaded before the gateway (`--import`): measures the longest time that its event loop was blocked, as processor time
 * of the main thread between two turns, so that other processes on a busy machine do not count. `GET /` returns the
 * longest since the last request, in milliseconds.
 */
let longest = 0;
let before = used();

function used() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

setInterval(() => {
  const now = used();
  longest = Math.max(longest, now - before);
  before = now;
}, 1).unref();

http
  .createServer((_, response) => {
    response.end(String(longest));
    longest = 0;
  })
  .listen(Number(process.env['WATCH_PORT']), '127.0.0.1')
  .unref();
