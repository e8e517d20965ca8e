import fs from 'node:fs';
import { createServer } from 'node:http';

/** The limit: the first page as bytes in memory, sent to everybody, for any request. */
const body = fs.readFileSync(process.env.BODY_FILE);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };

createServer((request, reply) => {
  request.resume().on('end', () => reply.writeHead(200, headers).end(body));
}).listen(Number(process.env.PORT));
