import http from 'node:http';

/**
 * Loaded before the gateway (`--import`): the longest that its event loop was blocked, as processor time of the main
 * thread between two turns, so that what other processes take of a busy machine does not count. `GET /` answers the
 * longest since the last question, in milliseconds.
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
