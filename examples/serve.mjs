// Serves one example: `npm run example -- readers-list`. Node alone, no build.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
export const examples = ['readers-list', 'insurers-desk', 'my-subsidy'];

/**
 * Starts a server for the examples on 127.0.0.1.
 * @param {{ gateway: string, port: number }} options `gateway` is the address of the gateway; port 0 takes a free one.
 */
export async function serveExamples({ gateway, port }) {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${new URL(gateway).origin}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/settings.json') {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ gateway }));
    }
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const type = types[path.extname(name)];
    // Only plain names: no encoded characters, and no way out of the folder.
    if (!type || !/^(\/[a-z][a-z-]*)+\.[a-z]+$/.test(name)) return response.writeHead(404).end('Not found\n');
    try {
      const content = await readFile(path.join(folder, name));
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      response.writeHead(404).end('Not found\n');
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, stop: () => new Promise((resolve) => server.close(resolve)) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const name = process.argv[2] ?? '';
  if (!examples.includes(name)) {
    process.stderr.write(`Usage: npm run example -- ${examples.join(' | ')}\n`);
    process.exit(64);
  }
  const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:4000';
  const { url } = await serveExamples({ gateway, port: Number(process.env.EXAMPLE_PORT ?? 4100) });
  process.stdout.write(`${url}/${name}/ (gateway: ${gateway})\n`);
}
